import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { MapPack } from '../../../domain/contracts/site-map.ts';
import { mapPackSchema } from '../../../domain/contracts/site-map.ts';
import type { ByteRange } from './byte-range.ts';

const ENDING = '.pmtiles';

/** The maps in a folder, by name; a folder that is not there has none. */
export async function listMapPacks(folder: string): Promise<readonly MapPack[]> {
  const names = await readdir(folder).catch(() => []);
  const packs = await Promise.all(
    names.filter((name) => name.endsWith(ENDING)).map((name) => packOf(folder, name.slice(0, -ENDING.length))),
  );
  return packs.filter((pack) => pack !== null).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** A map by its name; null where there is no such file, and for names that are no plain ones. */
export async function findMapPack(folder: string, name: string): Promise<MapPack | null> {
  return mapPackSchema.shape.name.safeParse(name).success ? packOf(folder, name) : null;
}

async function packOf(folder: string, name: string): Promise<MapPack | null> {
  const found = await stat(fileOf(folder, name)).catch(() => null);
  if (found === null || !found.isFile()) return null;
  const pack = mapPackSchema.safeParse({ name, bytes: found.size, changedUtcUs: Math.round(found.mtimeMs * 1000) });
  return pack.success ? pack.data : null;
}

/** The bytes of a stretch, which the caller has cut at the end of the file. */
export async function readMapPack(folder: string, name: string, { start, end }: ByteRange): Promise<Buffer> {
  const file = await open(fileOf(folder, name), 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start + 1), 0, end - start + 1, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function fileOf(folder: string, name: string): string {
  return path.join(folder, `${name}${ENDING}`);
}
