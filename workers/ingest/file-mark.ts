import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileMark } from '../../domain/camera/folder-walk.ts';

/** Enough to tell two recordings apart: an index, or the first pictures, stand in it. */
const HEAD_BYTES = 64 * 1024;

/** What a file looks like now. */
export function markOf(path: string): Promise<FileMark> {
  return readMark(path, HEAD_BYTES);
}

/** What became of a file: the same, the same with more behind it (a recording that is being written), or another one. */
export async function compareMark(path: string, then: FileMark): Promise<'same' | 'grown' | 'other'> {
  const now = await readMark(path, Math.min(HEAD_BYTES, then.bytes));
  if (now.bytes < then.bytes || now.headSha256 !== then.headSha256) return 'other';
  return now.bytes > then.bytes ? 'grown' : 'same';
}

async function readMark(path: string, headBytes: number): Promise<FileMark> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(headBytes, size));
    let filled = 0;
    while (filled < head.length) {
      const { bytesRead } = await file.read(head, filled, head.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return { bytes: size, headSha256: createHash('sha256').update(head.subarray(0, filled)).digest('hex') };
  } finally {
    await file.close();
  }
}
