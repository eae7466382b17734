import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { makeDurable } from '../runtime/durable-file.ts';

export interface Received {
  readonly bytes: number;
  readonly sha256: string;
}

class TooLarge extends Error {}

/** Writes a body to a file piece by piece, however large it is, and gives up at the limit. */
export async function receiveFile(
  body: AsyncIterable<Uint8Array>,
  file: string,
  limit: number,
): Promise<Result<Received>> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* measured() {
    for await (const piece of body) {
      bytes += piece.length;
      if (bytes > limit) throw new TooLarge();
      hash.update(piece);
      yield piece;
    }
  }
  try {
    await pipeline(measured(), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    makeDurable(file);
  } catch (error) {
    return failureOf(error, limit);
  }
  return ok({ bytes, sha256: hash.digest('hex') });
}

export function tooLarge(limit: number): Result<never> {
  const megabytes = Math.floor(limit / 1024 ** 2);
  return fail('import-too-large', `the file is larger than ${megabytes} MB`, 'Use a smaller model.');
}

function failureOf(error: unknown, limit: number): Result<never> {
  if (error instanceof TooLarge) return tooLarge(limit);
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return fail('disk-full', 'the disk is full', 'Make room on the disk, then bring the file again.');
  const reason = error instanceof Error ? error.message : String(error);
  return fail('import-broken-off', `the file did not come whole: ${reason}`, 'Bring it again.');
}
