import { basename, relative, sep } from 'node:path';
import type { Rule } from 'eslint';

/** What a rule forbids: a syntax selector and the sentence a person reads when it matches. */
type Bans = Readonly<Record<string, string>>;

/** A rule that reports every match of its selectors. One name per rule keeps overlapping file groups from overwriting each other. */
function bans(description: string, selectors: Bans): Rule.RuleModule {
  return {
    meta: { type: 'problem', docs: { description }, schema: [] },
    create(context) {
      return Object.fromEntries(
        Object.entries(selectors).map(([selector, message]) => [
          selector,
          (node: Rule.Node) => context.report({ node, message }),
        ]),
      );
    },
  };
}

const domainClock = 'Rules run on source time: take the moment as an argument instead of asking the clock.';
const domainRandom =
  'The same history must give the same output: take the number, or a seeded generator, as an argument.';
const domainThrow =
  'Return a Result for what may go wrong; only a bug of the caller may throw, as RangeError or TypeError.';
const domainAsync = 'Rules are plain steps: do the waiting in workers/ and pass the data in.';
const domainClass = 'Use plain data and functions: state that is data can be stored, compared and resumed.';
const namedExport = 'Export by name, so that every importer calls it the same.';
const outsideCast = 'Outside data is unknown until a schema has read it: parse it with zod instead of casting.';

const kebabName = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*\.(?:ts|tsx|mts|mjs)$/;
const kebabFolder = /^[.]?[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** File and folder names in lower case with hyphens; tool files at the root that begin with a dot are left alone. */
const kebabCaseFile: Rule.RuleModule = {
  meta: { type: 'suggestion', docs: { description: 'kebab-case file and folder names' }, schema: [] },
  create(context) {
    return {
      Program(node) {
        const path = relative(context.cwd, context.filename);
        const name = basename(path);
        const folders = path.split(sep).slice(0, -1);
        if (folders.length === 0 && name.startsWith('.')) return;
        if (kebabName.test(name) && folders.every((folder) => kebabFolder.test(folder))) return;
        context.report({ node, message: `Name files and folders in kebab-case: ${path}` });
      },
    };
  },
};

const suppression = /^\s*eslint-disable(?:-next-line|-line)?\b/;
const reason = /\s--\s+\S.{9,}/;

/** A switched-off rule says which constraint makes it necessary, so that the next reader can tell whether it still holds. */
const describedSuppressions: Rule.RuleModule = {
  meta: { type: 'problem', docs: { description: 'suppressions carry a reason' }, schema: [] },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (!suppression.test(comment.value) || reason.test(comment.value) || !comment.loc) continue;
          const message = 'Say after " -- " why this rule cannot hold here.';
          context.report({ loc: comment.loc, message });
        }
      },
    };
  },
};

/** The rules of this house that no ready-made rule covers. Each has a seeded violation in tests/layers. */
export const houseRules: Readonly<Record<string, Rule.RuleModule>> = {
  'domain-no-clock': bans('domain/ never asks the clock', {
    'MemberExpression[object.name="Date"][property.name="now"]': domainClock,
    'NewExpression[callee.name="Date"][arguments.length=0]': domainClock,
    'CallExpression[callee.name="Date"]': domainClock,
  }),
  'domain-no-random': bans('domain/ is repeatable', {
    'MemberExpression[object.name="Math"][property.name="random"]': domainRandom,
  }),
  'domain-no-throw': bans('domain/ returns its failures', {
    'ThrowStatement:not([argument.type="NewExpression"][argument.callee.name=/^(RangeError|TypeError)$/])': domainThrow,
  }),
  'domain-no-async': bans('domain/ does not wait', {
    ':function[async=true]': domainAsync,
    AwaitExpression: domainAsync,
    'ForOfStatement[await=true]': domainAsync,
  }),
  'domain-no-class': bans('domain/ holds data and functions', {
    ':matches(ClassDeclaration, ClassExpression)': domainClass,
  }),
  'named-exports-only': bans('no default exports', {
    ExportDefaultDeclaration: namedExport,
    'ExportSpecifier[exported.name="default"]': namedExport,
  }),
  'no-double-cast': bans('no casts through unknown or any', {
    'TSAsExpression > TSAsExpression[typeAnnotation.type=/^TS(Unknown|Any)Keyword$/]': outsideCast,
  }),
  'no-cast-of-outside-data': bans('outside data is parsed, not cast', {
    'TSAsExpression[expression.callee.object.name="JSON"][expression.callee.property.name="parse"][typeAnnotation.type!="TSUnknownKeyword"]':
      outsideCast,
    'TSAsExpression[expression.argument.callee.property.name="json"][typeAnnotation.type!="TSUnknownKeyword"]':
      outsideCast,
    'VariableDeclarator[init.callee.object.name="JSON"][init.callee.property.name="parse"] > Identifier[typeAnnotation][typeAnnotation.typeAnnotation.type!="TSUnknownKeyword"]':
      outsideCast,
  }),
  'ipc-main-gate': bans('ipcMain lives in electron/ipc', {
    'ImportSpecifier[imported.name="ipcMain"]':
      'Register channels through electron/ipc, where the sender is checked once.',
    'MemberExpression[property.name="ipcMain"]':
      'Register channels through electron/ipc, where the sender is checked once.',
  }),
  'no-raw-web-contents-send': bans('windows are spoken to through electron/ipc', {
    'CallExpression[callee.property.name=/^(send|sendToFrame|postMessage)$/][callee.object.property.name="webContents"]':
      'Send to windows through the typed channels of electron/ipc.',
    'CallExpression[callee.property.name=/^(send|sendToFrame|postMessage)$/][callee.object.name=/^(webContents|contents)$/]':
      'Send to windows through the typed channels of electron/ipc.',
  }),
  'parent-port-gate': bans('process.parentPort lives in workers/runtime', {
    'MemberExpression[object.name="process"][property.name="parentPort"]':
      'Only workers/runtime knows how a process talks to its parent.',
  }),
  'kebab-case-file': kebabCaseFile,
  'described-suppressions': describedSuppressions,
};
