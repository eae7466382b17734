import { realpathSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const settingsSchema = z.object({ allowedFolders: z.array(z.string().min(1)).default([]) });

export type Usable = 'now' | 'after-restart' | 'not-allowed';

/** The folders of recordings that a person has allowed by picking them. They count from the next start on. */
export interface AllowedFolders {
  /** What the file held at the start: these go into the launch. */
  readonly kept: readonly string[];
  /** Whether a path may be read, seen from the folders that this launch was given. */
  usable(file: string): Usable;
  /** Keeps a folder for the next start. */
  add(folder: string): Usable;
}

/** `builtIn`: folders that are always allowed. */
export function openAllowedFolders(file: string, builtIn: readonly string[]): AllowedFolders {
  const kept = readJsonFile(file, settingsSchema, { allowedFolders: [] }).allowedFolders;
  let next = kept;
  const usable = (wanted: string): Usable => {
    if (isInside(wanted, [...builtIn, ...kept])) return 'now';
    return isInside(wanted, next) ? 'after-restart' : 'not-allowed';
  };
  return {
    kept,
    usable,
    add(folder) {
      const before = usable(folder);
      if (before !== 'not-allowed') return before;
      const allowedFolders = [...next, path.resolve(folder)];
      writeJsonFile(file, { allowedFolders });
      next = allowedFolders;
      return 'after-restart';
    },
  };
}

/** Compared by their real places: a link inside an allowed folder allows nothing outside. */
function isInside(wanted: string, folders: readonly string[]): boolean {
  const real = realPlace(wanted);
  return folders.some((folder) => {
    const way = path.relative(realPlace(folder), real);
    return way === '' || (!way.startsWith('..') && !path.isAbsolute(way));
  });
}

function realPlace(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}
