import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../scripts/run-program.ts';
import { plantTree, repositoryRoot } from './seeded-tree.ts';
import type { SeededTree } from './seeded-tree.ts';

const hook = join(repositoryRoot, 'tests/support/no-leftover-processes.ts');
const start = (program: string, args: string): string => `import { spawn } from 'node:child_process';
import { it } from 'vitest';
it('starts a program', () => {
  spawn('${program}', ${args}, { detached: true, stdio: 'ignore' }).unref();
});
`;

describe.runIf(process.platform === 'linux')('a test file', () => {
  let tree: SeededTree;
  let output = '';
  beforeAll(async () => {
    tree = plantTree({
      'package.json': '{"type":"module"}',
      'vitest.config.ts': `export default { test: { pool: 'forks', maxWorkers: 2, include: ['*.test.ts'], setupFiles: ['${hook}'] } };\n`,
      'tidy.test.ts': start('true', '[]'),
      'child.test.ts': start('sleep', "['61']"),
      // The program's parent is gone when the hook looks.
      'grandchild.test.ts': start('sh', "['-c', 'sleep 62 & sleep 0.1']"),
    });
    symlinkSync(join(repositoryRoot, 'node_modules'), join(tree.folder, 'node_modules'), 'dir');
    const vitest = join(repositoryRoot, 'node_modules/vitest/vitest.mjs');
    const result = await runProgram(process.execPath, [vitest, 'run'], {
      cwd: tree.folder,
      output: 'keep',
      timeoutMs: 90_000,
    });
    output = result.text;
  }, 100_000);
  afterAll(() => tree.remove());

  it('fails when it leaves a program running', () => expect(output).toMatch(/left programs running.*sleep 61/));
  it('fails when it leaves the program of a program running', () =>
    expect(output).toMatch(/left programs running.*sleep 62/));
  it('passes when everything has ended', () => expect(output).toMatch(/Test Files.*2 failed.*1 passed/));
});
