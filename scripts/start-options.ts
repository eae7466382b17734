import os from 'node:os';
import path from 'node:path';
import { fail, ok, type Result } from '../domain/base/result.ts';
import { launchArguments, type LaunchOptions, readLaunchOptions } from '../domain/contracts/launch-options.ts';

export interface StartOptions extends LaunchOptions {
  readonly host: 'auto' | 'desktop' | 'site';
  readonly data: string;
  readonly port: number;
  readonly open: boolean;
}

/** Where a user's data lives when nobody says otherwise. */
export function defaultDataFolder(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'TrafficCommandCenter');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'TrafficCommandCenter');
  return path.join(env['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share'), 'traffic-command-center');
}

const DEFAULT_PORT = 8080;
const HELP =
  'npm start -- [--host desktop|site] [--port N] [--data DIR] [--media DIR]… [--model ID] [--threads N] [--no-open] [--no-demo] [--verbose]';

/** Reads the command line of `npm start`. */
export function readStartOptions(argv: readonly string[]): Result<StartOptions> {
  const result = readLaunchOptions(argv, { texts: ['host'], flags: ['open'] });
  if (!result.ok) return fail(result.failure.code, result.failure.message, HELP);
  const { options, read } = result.value;
  const [strange] = read.others;
  if (strange !== undefined) return fail('bad-options', `"${strange}" is not understood`, HELP);
  const host = read.texts('host').at(-1) ?? 'auto';
  if (host !== 'auto' && host !== 'desktop' && host !== 'site')
    return fail('bad-host', `there is no host "${host}"`, HELP);
  return ok({
    ...options,
    host,
    port: options.port ?? DEFAULT_PORT,
    data: path.resolve(options.data ?? defaultDataFolder(process.platform, process.env, os.homedir())),
    open: read.flag('open') ?? true,
    media: options.media.map((folder) => path.resolve(folder)),
  });
}

/** The command line of the desktop: everything that was asked of `npm start` holds for it too. */
export function desktopArguments(repository: string, options: StartOptions): string[] {
  return [repository, ...launchArguments(options)];
}
