import type Database from 'better-sqlite3';
import { z } from 'zod';

const tableRow = z.object({ name: z.string(), strict: z.number(), wr: z.number() });
const columnRow = z.object({ name: z.string(), type: z.string(), notnull: z.number(), pk: z.number() });
const keyRow = z.object({ from: z.string(), table: z.string(), to: z.string() });
const indexRow = z.object({
  name: z.string(),
  unique: z.number(),
  origin: z.string(),
  partial: z.number(),
  columns: z.string(),
});

/**
 * A whole schema as text: a line per table with its columns ("!" may not be null, "#" part of the primary key), then its
 * references (>) and its indexes (u unique, p partial). Read from what SQLite made of it, not from the words that made it.
 */
export function schemaText(db: Database.Database): string[] {
  const all = <S extends z.ZodType>(schema: S, text: string, ...params: string[]): z.output<S>[] =>
    db
      .prepare(text)
      .all(...params)
      .map((found) => schema.parse(found));
  const tables = all(
    tableRow,
    `SELECT name, strict, wr FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  );
  return tables.flatMap(({ name, strict, wr }) => {
    const columns = all(columnRow, 'SELECT name, type, "notnull", pk FROM pragma_table_info(?) ORDER BY cid', name);
    const keys = all(keyRow, 'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?) ORDER BY "from"', name);
    const indexes = all(
      indexRow,
      `SELECT l.name, l."unique", l.origin, l.partial, (SELECT group_concat(name, ' ') FROM
         (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno)) AS columns
       FROM pragma_index_list(?) l ORDER BY columns, l.partial`,
      name,
    );
    const kind = `${strict === 1 ? 'strict' : 'loose'}${wr === 1 ? ' norowid' : ''}`;
    const column = columns.map((of) => `${of.name}:${of.type}${of.notnull === 1 ? '!' : ''}${of.pk > 0 ? '#' : ''}`);
    const indexed = indexes
      .filter((of) => of.origin !== 'pk')
      .map((of) => `  ${of.unique === 1 ? 'u' : ''}${of.partial === 1 ? 'p' : ''}(${of.columns})`);
    return [
      `${name} [${kind}] ${column.join(' ')}`,
      ...keys.map((of) => `  ${of.from} > ${of.table}.${of.to}`),
      ...indexed,
    ];
  });
}
