/** A file that breaks one lint rule on purpose. */
export interface LintSeed {
  readonly rule: string;
  readonly path: string;
  readonly text: string;
}

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);
const longFunction = (count: number): string =>
  `export function long(): void {\n${lines(count, '  work();')}}\n${work}`;
const work = 'export function work(): void {\n  return;\n}\n';
const asyncWork = 'export async function work(): Promise<void> {\n  await Promise.resolve();\n}\n';

/** At least one violation of every house rule, and of each ready-made rule that the house relies on. */
export const lintSeeds: readonly LintSeed[] = [
  { rule: 'house/domain-no-clock', path: 'domain/base/now.ts', text: 'export const at = Date.now();\n' },
  { rule: 'house/domain-no-clock', path: 'domain/base/today.ts', text: 'export const at = new Date();\n' },
  { rule: 'house/domain-no-random', path: 'domain/base/dice.ts', text: 'export const dice = Math.random();\n' },
  {
    rule: 'house/domain-no-throw',
    path: 'domain/base/throws.ts',
    text: "export function open(): never {\n  throw new Error('shut');\n}\n",
  },
  { rule: 'house/domain-no-async', path: 'domain/base/waits.ts', text: asyncWork },
  { rule: 'house/domain-no-class', path: 'domain/base/object.ts', text: 'export class Line {}\n' },
  { rule: 'max-lines-per-function', path: 'domain/base/long-rule.ts', text: longFunction(45) },

  { rule: 'house/named-exports-only', path: 'workers/store/nameless.ts', text: 'export default 1;\n' },
  { rule: 'house/kebab-case-file', path: 'workers/store/camelCase.ts', text: work },
  { rule: 'house/kebab-case-file', path: 'workers/Store/index.ts', text: work },
  {
    rule: 'house/no-double-cast',
    path: 'workers/store/double-cast.ts',
    text: 'export const text = 1 as unknown as string;\n',
  },
  {
    rule: 'house/no-cast-of-outside-data',
    path: 'workers/store/cast-json.ts',
    text: "export const row = JSON.parse('{}') as { id: string };\n",
  },
  {
    rule: 'house/no-cast-of-outside-data',
    path: 'workers/store/declared-json.ts',
    text: "export const row: { id: string } = JSON.parse('{}');\n",
  },
  {
    rule: 'house/no-cast-of-outside-data',
    path: 'renderer/api/cast-reply.ts',
    text: 'export async function read(reply: Response): Promise<{ id: string }> {\n  return (await reply.json()) as { id: string };\n}\n',
  },
  {
    rule: 'house/ipc-main-gate',
    path: 'electron/raw-ipc.ts',
    text: "import { ipcMain } from 'electron';\nexport const main = ipcMain;\n",
  },
  {
    rule: 'house/no-raw-web-contents-send',
    path: 'electron/raw-send.ts',
    text: "export function tell(window: { webContents: { send(channel: string): void } }): void {\n  window.webContents.send('x');\n}\n",
  },
  {
    rule: 'house/parent-port-gate',
    path: 'workers/store/raw-port.ts',
    text: 'declare const process: { parentPort: unknown };\nexport const port = process.parentPort;\n',
  },
  {
    rule: 'house/described-suppressions',
    path: 'workers/store/silent.ts',
    text: '// eslint-disable-next-line no-console\nconsole.log(1);\nexport {};\n',
  },
  {
    rule: '@typescript-eslint/ban-ts-comment',
    path: 'workers/store/ignores.ts',
    text: '// @ts-ignore\nexport const text: string = 1;\n',
  },
  { rule: '@typescript-eslint/no-explicit-any', path: 'workers/store/any.ts', text: 'export let it: any;\n' },
  {
    rule: '@typescript-eslint/no-non-null-assertion',
    path: 'workers/store/bang.ts',
    text: 'export const first = [1][0]!;\n',
  },
  {
    rule: '@typescript-eslint/consistent-type-imports',
    path: 'workers/store/type-import.ts',
    text: "import { Stats } from 'node:fs';\nexport let stats: Stats;\n",
  },
  {
    rule: '@typescript-eslint/no-floating-promises',
    path: 'workers/store/floats.ts',
    text: `${asyncWork}work();\n`,
  },
  {
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    path: 'workers/store/half-switch.ts',
    text: "export function name(way: 'in' | 'out'): string {\n  switch (way) {\n    case 'in':\n      return 'in';\n  }\n  return '';\n}\n",
  },
  { rule: 'no-console', path: 'workers/store/talks.ts', text: "console.log('hello');\nexport {};\n" },
  { rule: 'no-warning-comments', path: 'workers/store/later.ts', text: `// TO${'DO'}: finish\nexport {};\n` },
  { rule: 'max-lines', path: 'workers/store/long-file.ts', text: lines(401, '// line') + work },
  { rule: 'max-lines-per-function', path: 'workers/store/long-function.ts', text: longFunction(65) },
  { rule: 'max-lines-per-function', path: 'renderer/ui/long-screen.tsx', text: longFunction(125) },
  {
    rule: 'react-hooks/rules-of-hooks',
    path: 'renderer/ui/hook.tsx',
    text: "import { useState } from 'react';\nexport function Lamp({ on }: { on: boolean }): null {\n  if (on) useState(0);\n  return null;\n}\n",
  },
  {
    rule: 'react-hooks/exhaustive-deps',
    path: 'renderer/ui/deps.tsx',
    text: "import { useEffect } from 'react';\nexport function Lamp({ show }: { show: () => void }): null {\n  useEffect(() => show(), []);\n  return null;\n}\n",
  },
];

/** What the exemptions allow; none of these may be reported. */
export const lawfulCode: Readonly<Record<string, string>> = {
  'domain/base/assert.ts': "export function never(): never {\n  throw new Error('bug');\n}\n",
  'domain/base/range.ts': "export function part(): never {\n  throw new RangeError('a bug of the caller');\n}\n",
  'domain/base/given-date.ts': 'export const at = new Date(0);\n',
  'electron/ipc/channels.ts': "import { ipcMain } from 'electron';\nexport const main = ipcMain;\n",
  'workers/runtime/port.ts':
    'declare const process: { parentPort: unknown };\nexport const port = process.parentPort;\n',
  'workers/store/unknown-json.ts': "export const row: unknown = JSON.parse('{}');\n",
  'workers/store/reasoned.ts':
    '// eslint-disable-next-line no-console -- the logger itself ends here\nconsole.log(1);\nexport {};\n',
  'scripts/speaks.ts': "console.log('hello');\nexport {};\n",
  'renderer/ui/two-screens.tsx': longFunction(110),
  'tests/unit/long.test.ts': longFunction(110),
  'vite.config.ts': 'export default {};\n',
};
