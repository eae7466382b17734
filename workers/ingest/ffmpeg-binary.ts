import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fail, ok, type Result } from '../../domain/base/result.ts';

export interface FfmpegBinary {
  readonly path: string;
  readonly version: string;
  readonly origin: 'FFMPEG_PATH' | 'setting' | 'ffmpeg-static' | 'PATH';
}

const INSTALL_HINT =
  'install ffmpeg 5.1 or newer (for example "apt-get install ffmpeg"), or set FFMPEG_PATH to its full path';

/** Finds ffmpeg: FFMPEG_PATH, then the setting, then the bundled one, then the PATH. A named one that fails is not passed over. */
export async function findFfmpeg(
  setting: string | null = null,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Result<FfmpegBinary>> {
  if (env['FFMPEG_PATH']) return check(env['FFMPEG_PATH'], 'FFMPEG_PATH');
  if (setting) return check(setting, 'setting');
  const bundled = bundledPath();
  if (bundled !== null) {
    const found = await check(bundled, 'ffmpeg-static');
    if (found.ok) return found;
  }
  const onPath = searchPath(env['PATH'] ?? env['Path'] ?? '');
  return onPath === null
    ? fail('decoder-missing', 'no ffmpeg was found on this machine', INSTALL_HINT)
    : check(onPath, 'PATH');
}

/** `ffmpeg version 5.1.9-0+deb12u1 …` → `5.1.9-0+deb12u1`; null when this is not ffmpeg. */
export function parseVersion(firstLine: string): string | null {
  return /^ffmpeg version (\S+)/.exec(firstLine)?.[1] ?? null;
}

/** Release numbers below 5.1 lack `-fps_mode`; builds from source ("N-112233-g…") are taken on trust. */
export function isNewEnough(version: string): boolean {
  const match = /^n?(\d+)\.(\d+)/.exec(version);
  if (!match) return true;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major > 5 || (major === 5 && minor >= 1);
}

async function check(path: string, origin: FfmpegBinary['origin']): Promise<Result<FfmpegBinary>> {
  const firstLine = await versionLine(path);
  if (firstLine === null) return fail('decoder-missing', `${path} (from ${origin}) cannot be run`, INSTALL_HINT);
  const version = parseVersion(firstLine);
  if (version === null) return fail('decoder-missing', `${path} (from ${origin}) is not ffmpeg`, INSTALL_HINT);
  if (!isNewEnough(version)) {
    return fail('decoder-missing', `${path} is ffmpeg ${version}, which is too old`, INSTALL_HINT);
  }
  return ok({ path, version, origin });
}

function versionLine(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(path, ['-hide_banner', '-version'], { timeout: 20_000, windowsHide: true }, (error, stdout) => {
      resolve(error ? null : (stdout.split(/\r?\n/, 1)[0] ?? null));
    });
  });
}

function bundledPath(): string | null {
  try {
    // The package is optional and its own download may have been skipped: both look the same from here.
    const found: unknown = createRequire(import.meta.url)('ffmpeg-static');
    return typeof found === 'string' && isFile(found) ? found : null;
  } catch {
    return null;
  }
}

function searchPath(pathVariable: string): string | null {
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  for (const folder of pathVariable.split(delimiter)) {
    const candidate = folder === '' ? null : join(folder, name);
    if (candidate !== null && isFile(candidate) && isExecutable(candidate)) return candidate;
  }
  return null;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
