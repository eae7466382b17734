import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { buildIfStale } from './build-if-stale.ts';
import { fetchDesktopRuntime, findDesktopRuntime, hasDisplay, runDesktop } from './desktop-runtime.ts';
import { repositoryRoot } from './run-program.ts';
import { ensureSystemPackages } from './setup.ts';
import { showSignInLink, startSiteHost } from './site-host.ts';
import { desktopArguments, readStartOptions, type StartOptions } from './start-options.ts';

/** `npm start`: sees to ffmpeg, builds what is stale, and opens the desktop or, without one, the site server. */

function complain(message: string, hint: string): never {
  process.stderr.write(`${message}\n  ${hint}\n`);
  process.exit(1);
}

/** Shows the screens where there is a display. The sign-in link is not part of it: an address in a command line is no secret. */
function openBrowser(url: string): void {
  const commands: Record<string, readonly string[]> = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };
  const [command = 'xdg-open', ...args] = commands[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

/** Asks to stop once, also while the site is still being opened; a second signal does not wait. */
function onStopSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const heard = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    process.stdout.write('\nStopping …\n');
    void stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, heard);
}

async function runSite(options: StartOptions): Promise<void> {
  // The folder of the site is for its own user.
  process.umask(0o077);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')));
  const entries = path.join(repositoryRoot, 'dist', 'workers', 'entries');
  const showLink = (link: string | null): void => showSignInLink(link, options.data, process.stdout.isTTY);
  const starting = startSiteHost(options, {
    root: repositoryRoot,
    entries,
    ending: '.js',
    version,
    onNewLink: showLink,
    onWaiting: (why) => void process.stderr.write(`The site is ${why}\n`),
  });
  onStopSignals(async () => {
    const begun = await starting;
    if (begun.ok) await begun.value.stop();
  });
  const started = await starting;
  if (!started.ok) complain(started.failure.message, started.failure.hint);
  const site = started.value;
  process.stdout.write(`Traffic Command Center is open at ${site.url}\n`);
  showLink(site.signInLink);
  if (options.open && hasDisplay()) openBrowser(site.url);
  process.stdout.write('Press Ctrl-C to stop.\n');
}

/** With a display and without a runtime the site serves now, and the desktop from the next start on. */
function fetchForNextStart(options: StartOptions): void {
  if (options.host !== 'auto' || !hasDisplay() || fetchDesktopRuntime() === null) return;
  process.stdout.write(
    'The desktop is being fetched in the background, where there is internet; the next start opens it.\n',
  );
}

// Processes check the heads of frames and results fully in development and tests only.
process.env['NODE_ENV'] ??= 'production';
const options = readStartOptions(process.argv.slice(2));
if (!options.ok) complain(options.failure.message, options.failure.hint);
await ensureSystemPackages(['ffmpeg']);
const { host } = options.value;
const binary = host === 'site' ? null : findDesktopRuntime();
if (host === 'desktop' && binary === null)
  complain(
    'The desktop runtime is not installed.',
    'Run "npx electron --version" once with internet, or use --host site.',
  );
if (!(await buildIfStale(repositoryRoot))) complain('The build failed.', 'The lines above say where.');
if (binary !== null && (host === 'desktop' || hasDisplay())) {
  const end = await runDesktop(binary, desktopArguments(repositoryRoot, options.value));
  if (end.kind === 'over') process.exit(end.code);
  if (host === 'desktop') complain(`The desktop did not open: ${end.why}.`, 'Use --host site, or see to its display.');
  process.stderr.write(`The desktop did not open (${end.why}); the site server opens instead.\n`);
}
if (binary === null) fetchForNextStart(options.value);
await runSite(options.value);
