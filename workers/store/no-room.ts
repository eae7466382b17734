import { statfsSync } from 'node:fs';
import { fail } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { FREE_SPACE } from './durable-commit.ts';
import { isDiskFull, isReadOnly } from './sqlite.ts';

const HARDLY_ANY_BYTES = 1024 * 1024;

/** What may still be written to the disk of a folder; without an answer of the system nothing is held against it. */
export function roomLeft(folder: string): number {
  try {
    const disk = statfsSync(folder);
    return disk.bavail * disk.bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Whether something failed because the disk is full. SQLite says of a file that it could not make only that it "cannot open" it. */
export function lacksRoom(folder: string, error: unknown): boolean {
  return isDiskFull(error) || (isReadOnly(error) && roomLeft(folder) < HARDLY_ANY_BYTES);
}

/** The data folder cannot be opened now, but will be as soon as there is room. */
export function noRoom(folder: string, error: unknown): Result<never> {
  const message = error instanceof Error ? error.message : String(error);
  return fail('disk-full', `there is no room left on the disk of ${folder}: ${message}`, FREE_SPACE);
}
