import { access, constants, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, isAbsolute, sep } from 'node:path';
import type { SourceFailureCode } from '../../domain/camera/failure-codes.ts';
import type { Result } from '../../domain/base/result.ts';

export interface SourceFailure {
  readonly code: SourceFailureCode;
  readonly message: string;
  readonly hint: string;
}

const VIDEO_NAME =
  /\.(mp4|m4v|mov|mkv|webm|avi|ts|mts|m2ts|mpg|mpeg|flv|wmv|asf|ogv|3gp|h264|264|h265|265|hevc|mjpeg|mjpg|mxf|dav)$/i;

/** The real path of a recording that may be read, or words for why not. */
export async function openableFile(
  path: string,
  allowedFolders: readonly string[],
): Promise<Result<string, SourceFailure>> {
  const real = await allowedPath(path, allowedFolders);
  if (!real.ok) return real;
  const found = await tried(path, stat(real.value));
  if (!found.ok) return found;
  const facts = found.value;
  if (facts.isDirectory()) return refuse('not-a-video', `${path} is a folder`, 'choose a file, or the source "folder"');
  if (!facts.isFile()) return refuse('not-allowed', `${path} is not an ordinary file`, 'choose a video file');
  if (facts.size === 0) return refuse('not-a-video', `${path} is empty`, 'copy or export the file again');
  return (await readable(real.value))
    ? real
    : refuse('not-allowed', `${path} may not be read by this user`, 'change the permissions of the file');
}

/** The recordings of a folder, by name; there may be none. */
export async function videosIn(
  path: string,
  allowedFolders: readonly string[],
): Promise<Result<string[], SourceFailure>> {
  const real = await allowedPath(path, allowedFolders);
  if (!real.ok) return real;
  const facts = await tried(path, stat(real.value));
  if (!facts.ok) return facts;
  if (!facts.value.isDirectory()) {
    return refuse('not-found', `${path} is not a folder`, 'choose a folder, or the source "file"');
  }
  const entries = await tried(path, readdir(real.value, { withFileTypes: true }));
  if (!entries.ok) return entries;
  const names = entries.value.filter((e) => !e.isDirectory() && VIDEO_NAME.test(e.name) && !e.name.startsWith('.'));
  return {
    ok: true,
    value: names
      .map((e) => e.name)
      .sort()
      .map((name) => join(real.value, name)),
  };
}

/** Links are followed before the check: a link inside an allowed folder opens nothing outside of it. */
async function allowedPath(path: string, allowedFolders: readonly string[]): Promise<Result<string, SourceFailure>> {
  if (!isAbsolute(path) || path.includes('\0')) {
    return refuse('not-allowed', `${path} is not a full path`, 'give the path from the root of the disk on');
  }
  const real = await tried(path, realpath(path));
  // Whether something exists outside of the allowed folders is nobody's business either.
  const inside = await isInside(real.ok ? real.value : path, allowedFolders);
  return inside ? real : outside(path, allowedFolders);
}

async function isInside(path: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    const real = await realpath(folder).catch(() => folder);
    for (const root of new Set([real, folder])) {
      const rest = relative(root, path);
      if (rest === '' || (rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest))) return true;
    }
  }
  return false;
}

function outside(path: string, folders: readonly string[]): Result<never, SourceFailure> {
  const where = folders.length === 0 ? 'no folder is allowed yet' : `allowed are: ${folders.join(', ')}`;
  return refuse('not-allowed', `${path} is outside of the allowed folders`, where);
}

async function readable(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}

async function tried<T>(path: string, work: Promise<T>): Promise<Result<T, SourceFailure>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    return unreadable(path, error);
  }
}

/** Why a path cannot be read, in words: a disk can come and go between any two looks at it. */
export function unreadable(path: string, error: unknown): Result<never, SourceFailure> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return refuse('not-found', `${path} does not exist`, 'check the path, or connect the disk');
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return refuse('not-allowed', `${path} may not be read by this user`, 'change its permissions');
  }
  return refuse('not-allowed', `${path} cannot be read (${code})`, 'check the path and the disk that it lies on');
}

function refuse(code: SourceFailureCode, message: string, hint: string): Result<never, SourceFailure> {
  return { ok: false, failure: { code, message, hint } };
}
