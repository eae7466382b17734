import { appendFileSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openJournal, recordOf } from '../../../../workers/analytics/journal.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function journalFile(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-journal-'));
  folders.push(folder);
  return path.join(folder, 'a.journal');
}

const batch = (seq: number, body: number[] = []) => ({
  seq,
  facts: [{ kind: 'hole' as const, cameraId: 'a', fromUtcUs: seq, toUtcUs: seq + 1, cause: 'test' }],
  body: Uint8Array.from(body),
});

/** Bytes that the system refuses to write, as a full disk does. */
const unwritable = new Proxy(new Uint8Array(1), {
  get: () => {
    throw new Error('no space left on device');
  },
});

describe('the journal', () => {
  it('gives back whole batches and cuts a torn end off, so that what follows is readable', () => {
    const file = journalFile();
    const first = openJournal(file);
    first.journal.append(recordOf(batch(1, [1, 2])));
    first.journal.close();
    appendFileSync(file, recordOf(batch(2)).subarray(0, 20));
    const second = openJournal(file);
    second.journal.append(recordOf(batch(3, [3])));
    second.journal.close();
    const third = openJournal(file);
    expect(third.left.map(({ seq, body }) => [seq, ...body])).toEqual([
      [1, 1, 2],
      [3, 3],
    ]);
    third.journal.close();
  });

  it('puts records aside that make no sense, and gives back what is behind them', () => {
    const file = journalFile();
    const first = openJournal(file);
    const strange = Buffer.from(recordOf(batch(2)));
    strange.write('what?', 20);
    for (const record of [recordOf(batch(1, [1])), strange, recordOf(batch(3, [3])), strange])
      first.journal.append(record);
    first.journal.close();
    const second = openJournal(file);
    expect(second.left.map(({ seq, body }) => [seq, ...body])).toEqual([
      [1, 1],
      [3, 3],
    ]);
    expect(second.unreadable).toEqual({ file: `${file}.unreadable`, bytes: strange.length * 2 });
    expect(readFileSync(`${file}.unreadable`)).toEqual(Buffer.concat([strange, strange]));
    second.journal.append(recordOf(batch(4)));
    expect(second.journal.bytes).toBe(readFileSync(file).length);
    second.journal.close();
    const third = openJournal(file);
    expect(third.left.map(({ seq }) => seq)).toEqual([1, 3, 4]);
    expect(third.unreadable).toBeNull();
    third.journal.close();
  });

  it('puts all aside that lies behind spoilt lengths, unless it is a torn end or empty', () => {
    const file = journalFile();
    const first = openJournal(file);
    first.journal.append(recordOf(batch(1)));
    const long = Buffer.alloc(3_000_000, 7);
    long.writeUInt32LE(2 ** 31, 0);
    first.journal.append(long);
    first.journal.close();
    const second = openJournal(file);
    expect(second.left.map(({ seq }) => seq)).toEqual([1]);
    expect(second.unreadable?.bytes).toBe(long.length);
    second.journal.close();
    appendFileSync(file, new Uint8Array(64));
    const third = openJournal(file);
    expect([third.left.length, third.unreadable]).toEqual([1, null]);
    third.journal.append(recordOf(batch(2)));
    third.journal.close();
    const fourth = openJournal(file);
    expect(fourth.left.map(({ seq }) => seq)).toEqual([1, 2]);
    fourth.journal.close();
  });

  it('keeps only what is still needed, in its place, and goes on behind it', () => {
    const file = journalFile();
    const { journal } = openJournal(file);
    for (let seq = 1; seq <= 10; seq += 1) journal.append(recordOf(batch(seq)));
    journal.keepOnly([recordOf(batch(9)), recordOf(batch(10))]);
    journal.append(recordOf(batch(11)));
    expect(journal.bytes).toBe(readFileSync(file).length);
    journal.close();
    const { journal: again, left } = openJournal(file);
    expect(left.map(({ seq }) => seq)).toEqual([9, 10, 11]);
    again.close();
  });

  it('stays as it is when there is no room for the new file', () => {
    const file = journalFile();
    const { journal } = openJournal(file);
    journal.append(recordOf(batch(1)));
    journal.keepOnly([recordOf(batch(1)), unwritable]);
    journal.append(recordOf(batch(2)));
    journal.close();
    const { journal: again, left } = openJournal(file);
    expect(left.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(existsSync(`${file}.new`)).toBe(false);
    again.close();
  });

  it('never writes into a file that got the number of its closed one', () => {
    const file = journalFile();
    const { journal } = openJournal(file);
    journal.close();
    const other = `${file}.other`;
    writeFileSync(other, '');
    const number = openSync(other, 'a');
    expect(journal.append(recordOf(batch(1)))).toBe(false);
    journal.close();
    expect(number).toBeGreaterThan(0);
    expect(readFileSync(other).length).toBe(0);
  });

  it('says when the disk does not take a record, instead of ending the process', () => {
    const file = journalFile();
    const { journal } = openJournal(file);
    expect(journal.append(recordOf(batch(1)))).toBe(true);
    const bytes = journal.bytes;
    expect(journal.append(unwritable)).toBe(false);
    expect(journal.bytes).toBe(bytes);
    journal.close();
  });
});
