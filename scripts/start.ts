import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { buildIfStale } from './build-if-stale.ts';
import { repositoryRoot } from './run-program.ts';
import { ensureSystemPackages } from './setup.ts';
import { showSignInLink, startSiteHost } from './site-host.ts';
import { desktopArguments, readStartOptions, type StartOptions } from './start-options.ts';

/** `npm start`: sees to ffmpeg, builds what is stale, and opens the desktop or, without one, the site server. */

function complain(message: string, hint: string): never {
  process.stderr.write(`${message}\n  ${hint}\n`);
  process.exit(1);
}

/** The runtime, without letting its package start a download. */
function electronBinary(): string | null {
  const pathFile = path.join(repositoryRoot, 'node_modules', 'electron', 'path.txt');
  if (process.env['ELECTRON_PATH'] !== undefined) return process.env['ELECTRON_PATH'];
  if (!existsSync(pathFile)) return null;
  const binary = path.join(repositoryRoot, 'node_modules', 'electron', 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function runDesktop(binary: string, options: StartOptions): void {
  const child = spawn(binary, desktopArguments(repositoryRoot, options), { stdio: 'inherit' });
  child.on('exit', (code) => process.exit(code ?? 1));
}

/** Shows the screens where there is a display. The sign-in link is not part of it: an address in a command line is no secret. */
function openBrowser(url: string): void {
  const commands: Record<string, readonly string[]> = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };
  const [command = 'xdg-open', ...args] = commands[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

async function runSite(options: StartOptions): Promise<void> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8')));
  const entries = path.join(repositoryRoot, 'dist', 'workers', 'entries');
  const showLink = (link: string | null): void => showSignInLink(link, options.data, process.stdout.isTTY);
  const started = await startSiteHost(options, {
    root: repositoryRoot,
    entries,
    ending: '.js',
    version,
    onNewLink: showLink,
    onWaiting: (why) => void process.stderr.write(`The site is ${why}\n`),
  });
  if (!started.ok) complain(started.failure.message, started.failure.hint);
  const site = started.value;
  process.stdout.write(`Traffic Command Center is open at ${site.url}\n`);
  showLink(site.signInLink);
  if (options.open && hasDisplay()) openBrowser(site.url);
  process.stdout.write('Press Ctrl-C to stop.\n');
  let stopping = false;
  const stop = (): void => {
    // A second Ctrl-C does not wait.
    if (stopping) process.exit(1);
    stopping = true;
    process.stdout.write('\nStopping …\n');
    void site.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
}

// Processes check the heads of frames and results fully in development and tests only.
process.env['NODE_ENV'] ??= 'production';
const options = readStartOptions(process.argv.slice(2));
if (!options.ok) complain(options.failure.message, options.failure.hint);
await ensureSystemPackages(['ffmpeg']);
const binary = electronBinary();
const desktop = options.value.host === 'desktop' || (options.value.host === 'auto' && binary !== null && hasDisplay());
if (options.value.host === 'desktop' && binary === null)
  complain(
    'The desktop runtime is not installed.',
    'Run "npx electron --version" once with internet, or use --host site.',
  );
if (!(await buildIfStale(repositoryRoot))) complain('The build failed.', 'The lines above say where.');
if (desktop && binary !== null) runDesktop(binary, options.value);
else await runSite(options.value);
