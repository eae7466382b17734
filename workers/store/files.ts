import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { syncFolder } from '../runtime/durable-file.ts';

/** A name part that sorts by time and is allowed on every file system. */
export function dateInName(utcUs: number): string {
  return new Date(utcUs / 1000).toISOString().replaceAll(':', '-').replace('.', '-');
}

/** Moves a database together with its log: apart they are worth less than together. */
export function moveDatabase(from: string, to: string): void {
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(from + suffix)) renameSync(from + suffix, to + suffix);
  }
  syncFolder(path.dirname(to));
}
