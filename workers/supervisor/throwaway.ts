import { spawn } from 'node:child_process';

const MOST_OUTPUT = 64 * 1024;

/** Runs one of our own files in a process of its own and waits for its end, at most until the deadline. */
export function runThrowaway(
  file: string,
  argument: string,
  deadlineMs: number,
): Promise<{ code: number | null; signal: string | null; stdout: string }> {
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
