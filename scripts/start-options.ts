import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../domain/base/result.ts';

export interface StartOptions {
  readonly host: 'auto' | 'desktop' | 'site';
  readonly port: number;
  readonly data: string;
  readonly open: boolean;
  readonly demo: boolean;
  readonly threads: number;
  readonly verbose: boolean;
  readonly media: readonly string[];
  readonly model: string | null;
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

const HELP =
  'npm start -- [--host desktop|site] [--port N] [--data DIR] [--media DIR]… [--model ID] [--threads N] [--no-open] [--no-demo] [--verbose]';

/** Reads the command line of `npm start`. */
export function readStartOptions(argv: readonly string[]): Result<StartOptions> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      allowNegative: true,
      options: {
        host: { type: 'string', default: 'auto' },
        port: { type: 'string', default: '8080' },
        data: { type: 'string' },
        media: { type: 'string', multiple: true, default: [] },
        model: { type: 'string' },
        threads: { type: 'string', default: '0' },
        open: { type: 'boolean', default: true },
        demo: { type: 'boolean', default: true },
        verbose: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    const threads = Number(values.threads);
    if (values.host !== 'auto' && values.host !== 'desktop' && values.host !== 'site')
      return fail('bad-host', `there is no host "${values.host}"`, HELP);
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      return fail('bad-port', `"${values.port}" is no port`, HELP);
    if (!Number.isInteger(threads) || threads < 0 || threads > 64)
      return fail('bad-threads', `"${values.threads}" is no number of threads`, HELP);
    return ok({
      host: values.host,
      port,
      data: path.resolve(values.data ?? defaultDataFolder(process.platform, process.env, os.homedir())),
      open: values.open,
      demo: values.demo,
      threads,
      verbose: values.verbose,
      media: values.media.map((folder) => path.resolve(folder)),
      model: values.model ?? null,
    });
  } catch (error) {
    return fail('bad-options', error instanceof Error ? error.message : String(error), HELP);
  }
}
