import { spawn } from 'node:child_process';
import type { ThrowawayEnd, ThrowawayRun } from './host.ts';

const MOST_OUTPUT = 64 * 1024;

/** A throw-away process as a child of plain Node. */
export function runThrowaway({ file, args, deadlineMs, over }: ThrowawayRun): Promise<ThrowawayEnd> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    let stdout = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      stdout = (stdout + text).slice(-MOST_OUTPUT);
    });
    const kill = (): void => void child.kill('SIGKILL');
    const limit = setTimeout(kill, deadlineMs);
    over.addEventListener('abort', kill);
    const end = (code: number | null, signal: string | null): void => {
      clearTimeout(limit);
      over.removeEventListener('abort', kill);
      resolve({ code, signal, stdout });
    };
    child.on('error', () => end(127, null));
    child.on('close', end);
  });
}
