import { type ArgumentNames, type ReadArguments, readArguments } from '../base/arguments.ts';
import { fail, ok, type Result } from '../base/result.ts';

/** What a site is started with, whichever host starts it. Null: nobody said, and the host decides. */
export interface LaunchOptions {
  readonly data: string | null;
  readonly port: number | null;
  /** Folders that recordings may be read from. */
  readonly media: readonly string[];
  readonly model: string | null;
  /** 0: as many as suit the machine. */
  readonly threads: number;
  readonly demo: boolean;
  readonly verbose: boolean;
}

const NAMES: ArgumentNames = { texts: ['data', 'port', 'media', 'model', 'threads'], flags: ['demo', 'verbose'] };
const MOST_THREADS = 64;

/** Reads what all hosts are started with, and beside it what only this one knows. */
export function readLaunchOptions(
  args: readonly string[],
  own: ArgumentNames,
): Result<{ readonly options: LaunchOptions; readonly read: ReadArguments }> {
  const names = { texts: [...NAMES.texts, ...own.texts], flags: [...NAMES.flags, ...own.flags] };
  const result = readArguments(args, names);
  if (!result.ok) return result;
  const read = result.value;
  const last = (name: string): string | null => read.texts(name).at(-1) ?? null;
  const port = wholeNumber(last('port'), 65_535);
  const threads = wholeNumber(last('threads'), MOST_THREADS);
  if (port === 'none') return fail('bad-port', `"${last('port')}" is no port`, 'Give one up to 65535, or 0 for any.');
  if (threads === 'none')
    return fail('bad-threads', `"${last('threads')}" is no number of threads`, `Give one up to ${MOST_THREADS}.`);
  const options = {
    data: last('data'),
    port,
    media: read.texts('media'),
    model: last('model'),
    threads: threads ?? 0,
    demo: read.flag('demo') ?? true,
    verbose: read.flag('verbose') ?? false,
  };
  return ok({ options, read });
}

/** The command line that says the same: one host hands it on to the other. */
export function launchArguments({ data, port, media, model, threads, demo, verbose }: LaunchOptions): string[] {
  return [
    ...(data === null ? [] : [`--data=${data}`]),
    ...(port === null ? [] : [`--port=${port}`]),
    ...media.map((folder) => `--media=${folder}`),
    ...(model === null ? [] : [`--model=${model}`]),
    ...(threads === 0 ? [] : [`--threads=${threads}`]),
    ...(demo ? [] : ['--no-demo']),
    ...(verbose ? ['--verbose'] : []),
  ];
}

function wholeNumber(text: string | null, most: number): number | null | 'none' {
  if (text === null) return null;
  return /^\d{1,9}$/.test(text) && Number(text) <= most ? Number(text) : 'none';
}
