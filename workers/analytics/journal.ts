import {
  appendFileSync,
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { z } from 'zod';
import { type Fact, factSchema } from '../../domain/contracts/facts.ts';

/** Facts that belong together, with the bytes of their path chunks. */
export interface Batch {
  readonly seq: number;
  readonly facts: readonly Fact[];
  readonly body: Uint8Array;
}

/** A file of batches that nobody has acknowledged yet: what a killed process had not handed over is read from it. */
export interface Journal {
  readonly bytes: number;
  /** False when the disk did not take it: the record then lives in memory alone. */
  append(record: Uint8Array): boolean;
  /** Everything in it has been acknowledged. */
  clear(): void;
  /** Only these records are still needed. */
  keepOnly(records: readonly Uint8Array[]): void;
  close(): void;
}

const HEADER_BYTES = 8;
const LONGEST_TORN = 1024 * 1024;
const headSchema = z.object({ seq: z.number().int().positive(), facts: z.array(factSchema) });

/** Parts of a journal that nobody can read, and where they were put aside; null where the disk did not take them. */
export interface Unreadable {
  readonly file: string | null;
  readonly bytes: number;
}

/**
 * Opens the journal; whole batches that an earlier process left behind come back. A torn last one is cut off; records that
 * cannot be read are put aside, and what is behind them is read all the same.
 */
export function openJournal(file: string): {
  journal: Journal;
  left: readonly Batch[];
  unreadable: Unreadable | null;
} {
  const fd = openSync(file, 'a+');
  const { left, unreadable, wholeBytes } = readBatches(fd);
  const aside = unreadable.length === 0 ? null : putAside(`${file}.unreadable`, unreadable);
  ftruncateSync(fd, wholeBytes);
  const journal = new FileJournal(file, fd, wholeBytes);
  if (aside !== null && aside.file !== null) journal.keepOnly(left.map(recordOf));
  return { journal, left, unreadable: aside };
}

/** Takes away a journal whose facts stand elsewhere. */
export function removeJournal(file: string): void {
  rmSync(file, { force: true });
}

function putAside(file: string, unreadable: readonly Uint8Array[]): Unreadable {
  const all = Buffer.concat(unreadable);
  try {
    appendFileSync(file, all, { mode: 0o600 });
    return { file, bytes: all.length };
  } catch {
    return { file: null, bytes: all.length };
  }
}

class FileJournal implements Journal {
  readonly #file: string;
  #fd: number | null;
  #bytes: number;

  constructor(file: string, fd: number, bytes: number) {
    this.#file = file;
    this.#fd = fd;
    this.#bytes = bytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  append(record: Uint8Array): boolean {
    // The number of a closed file may belong to another one by now.
    if (this.#fd === null) return false;
    if (!writeWhole(this.#fd, record)) {
      // Half a record would hide all that is written behind it.
      this.#cutTo(this.#bytes);
      return false;
    }
    this.#bytes += record.length;
    return true;
  }

  clear(): void {
    if (this.#bytes > 0 && this.#cutTo(0)) this.#bytes = 0;
  }

  keepOnly(records: readonly Uint8Array[]): void {
    if (this.#fd === null) return;
    const fresh = `${this.#file}.new`;
    const written = writeFresh(fresh, records);
    if (written === null) return;
    closeSync(this.#fd);
    this.#fd = written;
    this.#bytes = records.reduce((sum, record) => sum + record.length, 0);
    renameSync(fresh, this.#file);
  }

  close(): void {
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }

  #cutTo(length: number): boolean {
    try {
      if (this.#fd !== null) ftruncateSync(this.#fd, length);
      return true;
    } catch {
      return false;
    }
  }
}

/** A batch as it stands in the journal. */
export function recordOf({ seq, facts, body }: Batch): Buffer {
  const head = Buffer.from(JSON.stringify({ seq, facts }));
  const record = Buffer.allocUnsafe(HEADER_BYTES + head.length + body.length);
  record.writeUInt32LE(head.length, 0);
  record.writeUInt32LE(body.length, 4);
  head.copy(record, HEADER_BYTES);
  record.set(body, HEADER_BYTES + head.length);
  return record;
}

/** One write: a kill leaves a whole record or a torn end, never a hole. The system keeps it when only we die. */
function writeWhole(fd: number, record: Uint8Array): boolean {
  try {
    return writeSync(fd, record) === record.length;
  } catch {
    return false;
  }
}

/** A new file beside the old one, which stays as it is until this one is whole. Null when the disk does not take it. */
function writeFresh(file: string, records: readonly Uint8Array[]): number | null {
  let fd: number | null = null;
  try {
    rmSync(file, { force: true });
    fd = openSync(file, 'a+');
  } catch {
    return null;
  }
  for (const record of records) {
    if (writeWhole(fd, record)) continue;
    closeSync(fd);
    rmSync(file, { force: true });
    return null;
  }
  return fd;
}

/** Lengths stand before each record, so one that makes no sense hides nothing behind it; only the end can be torn. */
function readBatches(fd: number): {
  left: readonly Batch[];
  unreadable: readonly Uint8Array[];
  wholeBytes: number;
} {
  const content = Buffer.alloc(fstatSync(fd).size);
  readSync(fd, content, 0, content.length, 0);
  const left: Batch[] = [];
  const unreadable: Uint8Array[] = [];
  let at = 0;
  while (at + HEADER_BYTES <= content.length) {
    const headEnd = at + HEADER_BYTES + content.readUInt32LE(at);
    const end = headEnd + content.readUInt32LE(at + 4);
    // A file system that lost power may leave zeros at the end.
    if (end > content.length || headEnd === at + HEADER_BYTES) break;
    const head = readHead(content.toString('utf8', at + HEADER_BYTES, headEnd));
    if (head === null) unreadable.push(content.subarray(at, end));
    else left.push({ ...head, body: content.subarray(headEnd, end) });
    at = end;
  }
  // A record is no longer than what is handed over at once; a longer end is one whose lengths were spoilt.
  if (content.length - at > LONGEST_TORN) unreadable.push(content.subarray(at));
  return { left, unreadable, wholeBytes: at };
}

function readHead(text: string): z.infer<typeof headSchema> | null {
  try {
    const parsed = headSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
