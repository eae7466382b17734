import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from './run-program.ts';

const SOURCES = ['domain', 'workers', 'electron', 'renderer'];
const SINGLE_FILES = ['vite.config.ts', 'package.json', 'assets/icons/icon.svg', 'assets/map/town.json'];

function newestIn(folder: string): number {
  if (!existsSync(folder)) return 0;
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) newest = Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
  return newest;
}

/** Builds when the sources are newer than the last build; an installed product has no sources and is never built. */
export async function buildIfStale(root: string): Promise<boolean> {
  const stamp = path.join(root, 'dist', '.built');
  const newest = Math.max(
    ...SOURCES.map((folder) => newestIn(path.join(root, folder))),
    ...SINGLE_FILES.map((file) => statSync(path.join(root, file)).mtimeMs),
  );
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= newest) return true;
  process.stdout.write('Building the product (only when its sources changed) …\n');
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  for (const mode of ['renderer', 'processes']) {
    const run = await runProgram(process.execPath, [vite, 'build', '--logLevel', 'error', '--mode', mode], {
      cwd: root,
      output: 'keep',
    });
    if (run.code !== 0) {
      process.stderr.write(run.text);
      return false;
    }
  }
  writeFileSync(stamp, '');
  return true;
}
