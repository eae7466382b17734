import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram } from './find-programs.ts';
import { repositoryRoot, runTool } from './run-program.ts';
import { testProjects } from './test-projects.ts';

/**
 * The Electron runtime, if it is here: ELECTRON_PATH, or what a start has downloaded. Only files are looked at: asking the
 * package itself (`require('electron')`) would begin a download.
 */
function electronRuntime(): string | null {
  const named = process.env['ELECTRON_PATH'];
  if (named !== undefined && named !== '') return isProgram(named) ? named : null;
  const folder = join(repositoryRoot, 'node_modules/electron');
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const program = join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return isProgram(program) ? program : null;
}

function reasonToSkip(runtime: string | null): string | null {
  if (runtime === null)
    return 'the Electron runtime is not on this machine (set ELECTRON_PATH, or start the desktop once)';
  const suite = testProjects.find(({ name }) => name === 'electron');
  const files = suite === undefined ? [] : globSync([...suite.include], { cwd: repositoryRoot });
  return files.length === 0 ? 'there are no test files in tests/e2e/electron yet' : null;
}

const runtime = electronRuntime();
const reason = reasonToSkip(runtime);
if (runtime === null || reason !== null) {
  console.log(`SKIPPED: the desktop suite did not run, ${reason}. Nothing about Electron was proven here.`);
} else {
  const env = { TEST_ELECTRON: '1', ELECTRON_PATH: runtime };
  const { code } = await runTool('vitest/vitest.mjs', ['run', '--project=electron', ...process.argv.slice(2)], { env });
  process.exitCode = code;
}
