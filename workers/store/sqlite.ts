import Database from 'better-sqlite3';
import { z } from 'zod';

export type Db = Database.Database;
export type Statement = Database.Statement;

/** "TCC1": tells our database from any other SQLite file that somebody puts in its place. */
export const APPLICATION_ID = 0x54434331;
export const STORE_FILE = 'store.db';

/** The one writing connection. FULL: what was acknowledged survives a power cut. */
export function openForWriting(file: string): Db {
  const db = new Database(file, { timeout: 2000 });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('temp_store = MEMORY');
    db.pragma('wal_autocheckpoint = 1000');
    db.pragma(`journal_size_limit = ${64 * 1024 * 1024}`);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

export function openForReading(file: string): Db {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 2000 });
  db.pragma('query_only = ON');
  db.pragma('temp_store = MEMORY');
  return db;
}

/** The extended result code of an SQLite failure, for example SQLITE_FULL; null for any other error. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}

const NO_ROOM = ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_WRITE', 'ENOSPC', 'EDQUOT'];

/** No room: the file, the log or the shared index beside it could not grow. */
export function isDiskFull(error: unknown): boolean {
  return NO_ROOM.includes(errorCode(error));
}

/** The code of SQLite, or of the operating system. */
function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

export function isCorrupt(error: unknown): boolean {
  const code = sqliteCode(error) ?? '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

export function isReadOnly(error: unknown): boolean {
  const code = errorCode(error);
  return code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM';
}

/** Statements of one connection by their text: compiled at first use, then kept. */
export type Sql = (text: string) => Statement;

export function statements(db: Db): Sql {
  const kept = new Map<string, Statement>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const made = db.prepare(text);
    kept.set(text, made);
    return made;
  };
}

/** One row, checked; null when there is none. */
export function row<S extends z.ZodType>(statement: Statement, schema: S, ...params: unknown[]): z.output<S> | null {
  const found = statement.get(...params);
  return found === undefined ? null : schema.parse(found);
}

/** All rows, checked. */
export function rows<S extends z.ZodType>(statement: Statement, schema: S, ...params: unknown[]): z.output<S>[] {
  return statement.all(...params).map((found) => schema.parse(found));
}

/** The first column of the first row as a whole number; null when there is no row or the value is NULL. */
export function integer(statement: Statement, ...params: unknown[]): number | null {
  const found: unknown = statement.get(...params);
  if (found === undefined || found === null) return null;
  const value: unknown = Object.values(found)[0];
  if (value === null) return null;
  if (typeof value !== 'number') throw new TypeError(`a whole number was expected of: ${statement.source}`);
  return value;
}

export function pragmaNumber(db: Db, name: string): number {
  return z.number().parse(db.pragma(name, { simple: true }));
}
