import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from './run-program.ts';

const PACKAGE = path.join(repositoryRoot, 'node_modules', 'electron');

/** The desktop's runtime, without letting its package start a download. */
export function findDesktopRuntime(folder = PACKAGE, env: Readonly<Record<string, string | undefined>> = process.env) {
  const named = env['ELECTRON_PATH'];
  if (named !== undefined && named !== '') return named;
  const pathFile = path.join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = path.join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

export function hasDisplay(
  platform: string = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  if (platform !== 'linux') return true;
  return Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}

/**
 * Fetches the runtime beside the site that runs meanwhile; the next start finds it. Whether it succeeds is nobody's
 * worry: a site without internet goes on as it is. It ends with us.
 */
export function fetchDesktopRuntime(folder = PACKAGE): ChildProcess | null {
  const script = path.join(folder, 'install.js');
  if (!existsSync(script)) return null;
  const child = spawn(process.execPath, [script], { cwd: folder, stdio: 'ignore' });
  child.on('error', () => undefined);
  process.once('exit', () => child.kill());
  return child;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** A desktop that fails sooner than this has never opened. */
const OPENING_MS = 5000;

export type DesktopEnd =
  | { readonly kind: 'over'; readonly code: number }
  /** It could not open: no display that answers, no sandbox for root, no such program. */
  | { readonly kind: 'never-opened'; readonly why: string };

/** Runs the desktop to its end; whoever ends us ends it too. */
export function runDesktop(binary: string, args: readonly string[], openingMs = OPENING_MS): Promise<DesktopEnd> {
  const begun = performance.now();
  const child = spawn(binary, args, { stdio: 'inherit' });
  let asked = false;
  const handOn = (signal: NodeJS.Signals): void => {
    asked = true;
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, handOn);
  return new Promise<DesktopEnd>((resolve) => {
    child.once('error', (error) => resolve({ kind: 'never-opened', why: error.message }));
    child.once('exit', (code, signal) => {
      const early = performance.now() - begun < openingMs && code !== 0 && !asked;
      if (early) resolve({ kind: 'never-opened', why: signal === null ? `it ended with code ${code}` : signal });
      else resolve({ kind: 'over', code: code ?? (asked ? 0 : 1) });
    });
  }).finally(() => {
    for (const signal of SIGNALS) process.off(signal, handOn);
  });
}
