import { parseArgs } from 'node:util';
import { backUpFolder, checkFolder, restoreFolder } from '../workers/store/index.ts';

const USAGE = `usage: npm run site -- <command> --data DIR

  backup  --data DIR [--to FILE]     copy the database, also while the site runs; without --to into DIR/backups
  restore --data DIR [--from FILE]   put a backup in the database's place; stop the site first; without --from the newest
  check   --data DIR                 hold pages, references and all totals against the stored facts`;

/** 0: done and sound; 1: it failed, or the check found something; 2: the request was not understood. */
type ExitCode = 0 | 1 | 2;

interface Request {
  readonly command: string;
  readonly data: string;
  readonly from: string | null;
  readonly to: string | null;
}

function readRequest(args: readonly string[]): Request | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
    });
    const [command, ...rest] = positionals;
    if (command === undefined) return 'name a command';
    if (rest.length > 0) return `not understood: ${rest.join(' ')}`;
    if (values.data === undefined) return 'name the data folder with --data DIR';
    if (values.from !== undefined && command !== 'restore') return '--from belongs to restore';
    if (values.to !== undefined && command !== 'backup') return '--to belongs to backup';
    return { command, data: values.data, from: values.from ?? null, to: values.to ?? null };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function failed(failure: { readonly message: string; readonly hint: string }): ExitCode {
  console.error(`${failure.message}\nWhat to do: ${failure.hint}`);
  return 1;
}

async function backup(request: Request): Promise<ExitCode> {
  const made = await backUpFolder(request.data, request.to, Date.now() * 1000);
  if (!made.ok) return failed(made.failure);
  console.log(`backed up to ${made.value.path} (${made.value.bytes} bytes), and read back whole`);
  return 0;
}

async function restore(request: Request): Promise<ExitCode> {
  const done = await restoreFolder(request.data, request.from, Date.now() * 1000);
  if (!done.ok) return failed(done.failure);
  console.log(`restored ${done.value.from}`);
  if (done.value.keptAs !== null) console.log(`the database that stood there was kept as ${done.value.keptAs}`);
  return 0;
}

async function check(request: Request): Promise<ExitCode> {
  const report = await checkFolder(request.data);
  if (!report.ok) return failed(report.failure);
  const { problems, looked } = report.value;
  if (problems.length === 0) {
    console.log(`sound: ${looked.join(', ')}`);
    return 0;
  }
  for (const problem of problems) console.error(problem);
  console.error('What to do: stop the site and restore a backup: npm run site -- restore --data DIR');
  return 1;
}

async function main(args: readonly string[]): Promise<ExitCode> {
  const request = readRequest(args);
  if (typeof request === 'string') {
    console.error(`${request}\n\n${USAGE}`);
    return 2;
  }
  if (request.command === 'backup') return backup(request);
  if (request.command === 'restore') return restore(request);
  if (request.command === 'check') return check(request);
  console.error(`there is no command ${request.command}\n\n${USAGE}`);
  return 2;
}

// A copy of the site is as private as the site.
process.umask(0o077);
process.exitCode = await main(process.argv.slice(2));
