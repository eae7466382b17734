import path from 'node:path';
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../domain/base/result.ts';

/** What the desktop was started with. */
export interface DesktopOptions {
  /** Null: the folder that the system gives each program. */
  readonly data: string | null;
  readonly port: number;
  readonly media: readonly string[];
  readonly model: string | null;
  readonly threads: number;
  readonly demo: boolean;
  readonly verbose: boolean;
  readonly devTools: boolean;
}

/** Reads the command line. Switches of Chromium and of the system stand among ours and are left alone. */
export function readDesktopOptions(argv: readonly string[]): Result<DesktopOptions> {
  const { values } = parseArgs({
    args: argv.slice(1),
    strict: false,
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      media: { type: 'string', multiple: true },
      model: { type: 'string' },
      threads: { type: 'string' },
      'no-demo': { type: 'boolean' },
      verbose: { type: 'boolean' },
      'dev-tools': { type: 'boolean' },
    },
  });
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const port = Number(text(values.port) ?? 0);
  const threads = Number(text(values.threads) ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return fail('bad-port', `"${String(values.port)}" is no port`, 'Give a number from 1 to 65535, or 0 for any.');
  if (!Number.isInteger(threads) || threads < 0 || threads > 64)
    return fail('bad-threads', `"${String(values.threads)}" is no number of threads`, 'Give a number from 0 to 64.');
  const data = text(values.data);
  const media = Array.isArray(values.media) ? values.media : [];
  return ok({
    data: data === null ? null : path.resolve(data),
    port,
    media: media.map(text).flatMap((folder) => (folder === null ? [] : [path.resolve(folder)])),
    model: text(values.model),
    threads,
    demo: values['no-demo'] !== true,
    verbose: values.verbose === true,
    devTools: values['dev-tools'] === true,
  });
}
