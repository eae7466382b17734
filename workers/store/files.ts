import { closeSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs';
import path from 'node:path';

/** A name part that sorts by time and is allowed on every file system. */
export function dateInName(utcUs: number): string {
  return new Date(utcUs / 1000).toISOString().replaceAll(':', '-').replace('.', '-');
}

/** Makes a file's bytes, and its name in the folder, survive a power cut. */
export function makeDurable(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  syncFolder(path.dirname(file));
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder for syncing; its file systems write names in order by themselves.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Moves a database together with its log: apart they are worth less than together. */
export function moveDatabase(from: string, to: string): void {
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(from + suffix)) renameSync(from + suffix, to + suffix);
  }
  syncFolder(path.dirname(to));
}
