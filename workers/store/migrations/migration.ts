import type { Db } from '../sqlite.ts';

/** One step of the schema, forward only. It runs inside a transaction and never changes once it has shipped. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly up: (db: Db) => void;
}
