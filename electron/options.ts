import path from 'node:path';
import { ok, type Result } from '../domain/base/result.ts';
import { type LaunchOptions, readLaunchOptions } from '../domain/contracts/launch-options.ts';

/** What the desktop was started with; without a data folder it takes the one that the system gives each program. */
export interface DesktopOptions extends LaunchOptions {
  readonly devTools: boolean;
}

/** Reads the command line. Switches of Chromium and of the system stand among ours and are left alone. */
export function readDesktopOptions(argv: readonly string[]): Result<DesktopOptions> {
  const result = readLaunchOptions(argv.slice(1), { texts: [], flags: ['dev-tools'] });
  if (!result.ok) return result;
  const { options, read } = result.value;
  return ok({
    ...options,
    data: options.data === null ? null : path.resolve(options.data),
    media: options.media.map((folder) => path.resolve(folder)),
    devTools: read.flag('dev-tools') ?? false,
  });
}
