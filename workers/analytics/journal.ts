import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
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
  append(batch: Batch): void;
  /** Everything in it has been acknowledged. */
  clear(): void;
  close(): void;
}

const HEADER_BYTES = 8;
const headSchema = z.object({ seq: z.number().int().positive(), facts: z.array(factSchema) });

/** Opens the journal; whole batches that an earlier process left behind come back, a torn last one is cut off. */
export function openJournal(file: string): { journal: Journal; left: readonly Batch[] } {
  const fd = openSync(file, 'a+');
  const { left, wholeBytes } = readBatches(fd);
  ftruncateSync(fd, wholeBytes);
  let bytes = wholeBytes;
  const journal: Journal = {
    get bytes() {
      return bytes;
    },
    append({ seq, facts, body }) {
      const head = Buffer.from(JSON.stringify({ seq, facts }));
      const record = Buffer.allocUnsafe(HEADER_BYTES + head.length + body.length);
      record.writeUInt32LE(head.length, 0);
      record.writeUInt32LE(body.length, 4);
      head.copy(record, HEADER_BYTES);
      record.set(body, HEADER_BYTES + head.length);
      // One write: a kill leaves a whole record or a torn end, never a hole. The system keeps it when only we die.
      writeSync(fd, record);
      bytes += record.length;
    },
    clear() {
      if (bytes === 0) return;
      ftruncateSync(fd, 0);
      bytes = 0;
    },
    close: () => closeSync(fd),
  };
  return { journal, left };
}

function readBatches(fd: number): { left: readonly Batch[]; wholeBytes: number } {
  const content = Buffer.alloc(fstatSync(fd).size);
  readSync(fd, content, 0, content.length, 0);
  const left: Batch[] = [];
  let at = 0;
  while (at + HEADER_BYTES <= content.length) {
    const headEnd = at + HEADER_BYTES + content.readUInt32LE(at);
    const end = headEnd + content.readUInt32LE(at + 4);
    if (end > content.length) break;
    const head = readHead(content.toString('utf8', at + HEADER_BYTES, headEnd));
    if (head === null) break;
    left.push({ ...head, body: content.subarray(headEnd, end) });
    at = end;
  }
  return { left, wholeBytes: at };
}

function readHead(text: string): z.infer<typeof headSchema> | null {
  try {
    const parsed = headSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
