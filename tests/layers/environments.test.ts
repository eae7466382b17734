import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantTree, repositoryRoot } from './seeded-tree.ts';
import type { SeededTree } from './seeded-tree.ts';

const foreign: Readonly<Record<string, readonly string[]>> = {
  domain: [
    'process',
    'Buffer',
    'setTimeout',
    'setInterval',
    'console',
    'performance',
    'fetch',
    'document',
    'window',
    'require',
  ],
  workers: ['document', 'window', 'alert'],
  electron: ['document', 'window', 'alert'],
  renderer: ['process', 'Buffer', 'require', '__dirname'],
};

/** What the compiler says about each name, read with the room's own compiler settings. */
function complaints(room: string, folder: string, names: readonly string[]): Readonly<Record<string, string>> {
  const settings = join(repositoryRoot, room, 'tsconfig.json');
  const read = ts.readConfigFile(settings, (path) => ts.sys.readFile(path));
  const parsed = ts.parseJsonConfigFileContent(read.config, ts.sys, join(repositoryRoot, room), {}, settings);
  const options: ts.CompilerOptions = { ...parsed.options, composite: false, incremental: false, noEmit: true };
  delete options.tsBuildInfoFile;
  const program = ts.createProgram(
    names.map((name) => join(folder, room, `${name}.ts`)),
    options,
  );
  const said = names.map((name): [string, string] => {
    const source = program.getSourceFile(join(folder, room, `${name}.ts`));
    if (source === undefined) return [name, 'not compiled'];
    const texts = program
      .getSemanticDiagnostics(source)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
    return [name, texts.join(' ')];
  });
  return Object.fromEntries(said);
}

describe('the compiler settings of each room', () => {
  let tree: SeededTree;
  beforeAll(() => {
    const files = Object.entries(foreign).flatMap(([room, names]) => [
      ...names.map((name): [string, string] => [`${room}/${name}.ts`, `export const seeded = ${name};\n`]),
      [`${room}/lawful.ts`, 'export const seeded = [1].map((one) => one + 1);\n'] as [string, string],
    ]);
    tree = plantTree({ 'package.json': '{"type":"module"}', ...Object.fromEntries(files) });
  });
  afterAll(() => tree.remove());

  it.each(Object.entries(foreign))('refuse what %s/ does not have, and nothing else', (room, names) => {
    const said = complaints(room, tree.folder, [...names, 'lawful']);
    const unnoticed = names.filter((name) => !said[name]!.includes(`Cannot find name '${name}'`));
    expect(unnoticed).toEqual([]);
    expect(said['lawful']).toBe('');
  });
});
