import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface FoundCode {
  readonly code: string;
  readonly file: string;
}

/** Codes that are put together from a word and one of these endings, and what they become. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  '-unknown': ['line-unknown', 'zone-unknown', 'movement-unknown'],
  '-name-taken': ['line-name-taken', 'zone-name-taken', 'movement-name-taken'],
};

/** Every code of a failure or problem that is written in these folders, read from the code itself. */
export function problemCodes(root: string, folders: readonly string[]): readonly FoundCode[] {
  const files = globSync(
    folders.map((folder) => `${folder}/**/*.ts`),
    { cwd: root },
  ).sort();
  return files.flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    return codesIn(source).map((code) => ({ code, file }));
  });
}

function codesIn(source: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const expression = codeOf(node);
    if (expression !== null) found.push(...valuesOf(expression, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The expression of the code where one is made: `fail(code, …)`, `problem(status, code, …)`, `{ code, message, hint }`. */
function codeOf(node: ts.Node): ts.Expression | null {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    if (node.expression.text === 'fail') return node.arguments[0] ?? null;
    return node.expression.text === 'problem' ? (node.arguments[1] ?? null) : null;
  }
  if (!ts.isObjectLiteralExpression(node)) return null;
  const named = new Map(node.properties.map((property) => [property.name?.getText(), property]));
  const code = named.get('code');
  if (code === undefined || !named.has('message') || !named.has('hint')) return null;
  return ts.isPropertyAssignment(code) ? code.initializer : null;
}

function valuesOf(expression: ts.Expression, source: ts.SourceFile): readonly string[] {
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isConditionalExpression(expression))
    return [...valuesOf(expression.whenTrue, source), ...valuesOf(expression.whenFalse, source)];
  if (ts.isIdentifier(expression)) return constantOf(expression.text, source);
  // Shapes of a message, and failures that are handed on, name no code of their own.
  if (!ts.isTemplateExpression(expression)) return [];
  const known = ENDINGS[expression.templateSpans.at(-1)?.literal.text ?? ''];
  if (known === undefined) throw new Error(`${source.fileName}: what does ${expression.getText()} become?`);
  return known;
}

function constantOf(name: string, source: ts.SourceFile): readonly string[] {
  const declared = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .find((one) => one.name.getText() === name)?.initializer;
  return declared !== undefined && ts.isStringLiteralLike(declared) ? [declared.text] : [];
}
