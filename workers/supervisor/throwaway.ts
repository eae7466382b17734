import { spawn } from 'node:child_process';
import type { ThrowawayEnd } from './host.ts';

const MOST_OUTPUT = 64 * 1024;

/** A throw-away process as a child of plain Node. */
export function runThrowaway(file: string, argument: string, deadlineMs: number): Promise<ThrowawayEnd> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, argument], { stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    let stdout = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      stdout = (stdout + text).slice(-MOST_OUTPUT);
    });
    const limit = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
    const end = (code: number | null, signal: string | null): void => {
      clearTimeout(limit);
      resolve({ code, signal, stdout });
    };
    child.on('error', () => end(127, null));
    child.on('close', end);
  });
}
