import { rmSync, statfsSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';

export const RESERVE_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/** Room set aside for the day the disk is full: freed then, made again when there is room. */
export interface ReserveFile {
  readonly bytes: number;
  /** True when the file stands with all its bytes. Makes it when it is missing and the disk has room twice over. */
  readonly ensure: () => Promise<boolean>;
  /** Gives the room back to the disk; false when there was none to give. */
  readonly free: () => boolean;
}

export function createReserveFile(file: string, bytes: number): ReserveFile {
  let making: Promise<boolean> | null = null;
  const make = async (): Promise<boolean> => {
    try {
      const disk = statfsSync(path.dirname(file));
      if (disk.bavail * disk.bsize < 2 * bytes) return false;
      await fill(`${file}.part`, bytes);
      await rename(`${file}.part`, file);
      return true;
    } catch {
      await rm(`${file}.part`, { force: true }).catch(() => undefined);
      return false;
    }
  };
  return {
    bytes,
    ensure: () => {
      if (sizeOf(file) >= bytes) return Promise.resolve(true);
      making ??= make().finally(() => {
        making = null;
      });
      return making;
    },
    free: () => {
      if (sizeOf(file) === 0) return false;
      rmSync(file, { force: true });
      return true;
    },
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Random bytes: a file system that compresses or leaves out zeros would set nothing aside. */
async function fill(file: string, bytes: number): Promise<void> {
  const chunk = randomBytes(Math.min(CHUNK_BYTES, bytes));
  const handle = await open(file, 'w', 0o600);
  try {
    for (let left = bytes; left > 0; left -= chunk.length) {
      await handle.write(chunk, 0, Math.min(chunk.length, left));
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}
