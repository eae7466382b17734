import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

export const repositoryRoot = resolve(import.meta.dirname, '..');

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** After this the program and everything it started is killed. */
  readonly timeoutMs?: number;
  /** `show` passes output through as it comes; `keep` only collects it; `both` does both for stdout. */
  readonly output?: 'show' | 'keep' | 'both';
}

export interface ProgramResult {
  readonly code: number;
  readonly stdout: string;
  /** Standard output and error together, in the order they came. */
  readonly text: string;
  readonly seconds: number;
  readonly timedOut: boolean;
}

const running = new Set<ChildProcess>();
const ownGroup = process.platform !== 'win32';

function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (ownGroup) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** An interrupted script takes its programs along: each has a process group of its own and would live on otherwise. */
function killAllAndLeave(): void {
  for (const child of running) kill(child);
  process.exit(130);
}

/** Runs one program to its end. A program that cannot be started ends with code 127 and the reason as its text. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  const { cwd = repositoryRoot, env = {}, timeoutMs, output = 'show' } = options;
  const begun = performance.now();
  const out: string[] = [];
  const all: string[] = [];
  let timedOut = false;
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      detached: ownGroup,
      stdio:
        output === 'show'
          ? ['ignore', 'inherit', 'inherit']
          : ['ignore', 'pipe', output === 'both' ? 'inherit' : 'pipe'],
    });
    if (running.size === 0) process.on('SIGINT', killAllAndLeave).on('SIGTERM', killAllAndLeave);
    running.add(child);
    const limit = timeoutMs === undefined ? undefined : setTimeout(() => ((timedOut = true), kill(child)), timeoutMs);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out.push(text);
      all.push(text);
      if (output === 'both') process.stdout.write(text);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => all.push(text));
    const finish = (code: number): void => {
      clearTimeout(limit);
      running.delete(child);
      if (running.size === 0) process.off('SIGINT', killAllAndLeave).off('SIGTERM', killAllAndLeave);
      const seconds = (performance.now() - begun) / 1000;
      done({ code, stdout: out.join(''), text: all.join(''), seconds, timedOut });
    };
    child.once('error', (error) => {
      all.push(error.message);
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}

/** Runs a tool of node_modules on the Node that runs this script, so that no other Node on the machine gets in between. */
export function runTool(script: string, args: readonly string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  return runProgram(process.execPath, [resolve(repositoryRoot, 'node_modules', script), ...args], options);
}

/** Runs another npm script of this package. */
export function runNpmScript(
  name: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  const npm = process.env['npm_execpath'];
  const rest = ['run', '--silent', name, '--', ...args];
  return npm === undefined ? runProgram('npm', rest, options) : runProgram(process.execPath, [npm, ...rest], options);
}
