import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The folder of the repository that is being tested. */
export const repositoryRoot = resolve(import.meta.dirname, '../..');

/** A temporary source tree with its way out. */
export interface SeededTree {
  readonly folder: string;
  remove(): void;
}

/** Writes the given files into a fresh temporary folder. Paths are relative to it. */
export function plantTree(files: Readonly<Record<string, string>>): SeededTree {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'seeded-')));
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
