import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { makeDurable } from '../runtime/durable-file.ts';
import { moveDatabase } from './files.ts';
import { STORE_FILE } from './sqlite.ts';

/** What is being put in the database's place, or was and is not written down in it yet. */
export interface RestoreNote {
  readonly from: string;
  readonly backupUtcUs: number;
  /** Where the database goes that stood there before. */
  readonly keptAs: string;
}

const noteSchema = z.object({ from: z.string(), backupUtcUs: z.number(), keptAs: z.string() });

const noteFile = (folder: string): string => path.join(folder, 'store.restored');
export const incomingFile = (folder: string): string => path.join(folder, `${STORE_FILE}.incoming`);

/** The incoming copy is whole and on disk: from here on the restore is brought to its end, whatever happens. */
export function decideRestore(folder: string, note: RestoreNote): void {
  writeFileSync(noteFile(folder), `${JSON.stringify(note)}\n`, { mode: 0o600 });
  makeDurable(noteFile(folder));
  finishRestore(folder);
}

/** Without this a kill between the two moves would leave no database, and the next start would begin with an empty one. */
export function finishRestore(folder: string): void {
  const note = readRestoreNote(folder);
  const incoming = incomingFile(folder);
  // Half a copy, of a restore that was not decided.
  if (note === null) return rmSync(incoming, { force: true });
  if (!existsSync(incoming)) return;
  const file = path.join(folder, STORE_FILE);
  moveDatabase(file, note.keptAs);
  renameSync(incoming, file);
  makeDurable(file);
}

/** Null when nothing was restored that the database does not know of. */
export function readRestoreNote(folder: string): RestoreNote | null {
  const file = noteFile(folder);
  if (!existsSync(file)) return null;
  try {
    return noteSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Torn by a power cut before anything was moved.
    return null;
  }
}

export function dropRestoreNote(folder: string): void {
  rmSync(noteFile(folder), { force: true });
}
