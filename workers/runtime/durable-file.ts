import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Makes a file's bytes, and its name in the folder, survive a power cut. */
export function makeDurable(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  syncFolder(path.dirname(file));
}

export function syncFolder(folder: string): void {
  // Windows cannot open a folder for syncing; its file systems write names in order by themselves.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Writes a file that only its owner reads. It gets its name when it is whole, and never takes the place of another. */
export function writeOnce(file: string, bytes: Uint8Array): void {
  const part = `${file}.${process.pid}.part`;
  rmSync(part, { force: true });
  const handle = openSync(part, 'wx', 0o600);
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    nameOnce(part, file);
    syncFolder(path.dirname(file));
  } finally {
    rmSync(part, { force: true });
  }
}

function nameOnce(part: string, file: string): void {
  try {
    linkSync(part, file);
  } catch (error) {
    // Cards and some network drives know no second name for a file.
    if (existsSync(file)) throw error;
    renameSync(part, file);
  }
}
