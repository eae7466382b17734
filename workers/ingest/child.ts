import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { PIPES, type FfmpegCommand } from './ffmpeg-args.ts';
import type { ChildNote } from './types.ts';

const KILL_AFTER_MS = 2_000;

/** One ffmpeg and its pipes. */
export interface FfmpegChild {
  readonly note: ChildNote | null;
  readonly raw: Readable;
  readonly messages: Readable;
  readonly view: Readable | null;
  readonly times: Readable;
  readonly packets: Readable | null;
  /** Asks it to end, and makes it end when it does not. */
  end(): void;
  /** Resolves once it is gone and every pipe is read to its end. */
  readonly closed: Promise<{ exitCode: number | null; signal: string | null; startError: Error | null }>;
}

export function startFfmpeg(path: string, command: FfmpegCommand, what: string): FfmpegChild {
  const child = spawn(path, [...command.args], {
    stdio: [
      command.playlist === null ? 'ignore' : 'pipe',
      ...['pipe' as const, 'pipe' as const],
      command.hasView ? 'pipe' : 'ignore',
      'pipe',
      command.hasPackets ? 'pipe' : 'ignore',
    ],
    windowsHide: true,
  });
  if (command.playlist !== null) sendPlaylist(child, command.playlist);
  const pid = child.pid;
  let killTimer: NodeJS.Timeout | null = null;
  let gone = false;
  const closed = whenClosed(child).then((end) => {
    gone = true;
    if (killTimer) clearTimeout(killTimer);
    return end;
  });
  return {
    note: pid === undefined ? null : { pid, startTicks: startTicks(pid), what },
    raw: readable(child, PIPES.raw),
    messages: readable(child, PIPES.messages),
    view: command.hasView ? readable(child, PIPES.view) : null,
    times: readable(child, PIPES.times),
    packets: command.hasPackets ? readable(child, PIPES.packets) : null,
    end() {
      if (gone || killTimer) return;
      child.kill('SIGTERM');
      killTimer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
    },
    closed,
  };
}

/** When a process began, in the kernel's ticks since boot: with the pid it names a process for good. Empty where there is no /proc. */
export function startTicks(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may hold spaces and brackets; the fields are counted from behind its last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[19] ?? '';
  } catch {
    return '';
  }
}

function sendPlaylist(child: ChildProcess, playlist: string): void {
  const stdin: Writable | null = child.stdin;
  // A child that dies at once closes its end first; its exit says everything there is to say.
  stdin?.on('error', () => undefined);
  stdin?.end(playlist);
}

function readable(child: ChildProcess, fd: number): Readable {
  const stream = child.stdio[fd];
  if (!stream || !('read' in stream)) throw new Error(`pipe ${fd} of ffmpeg was not opened for reading`);
  stream.on('error', () => undefined);
  return stream;
}

function whenClosed(child: ChildProcess): FfmpegChild['closed'] {
  return new Promise((resolve) => {
    let startError: Error | null = null;
    child.once('error', (error) => {
      startError = error;
      if (child.pid === undefined) resolve({ exitCode: null, signal: null, startError });
    });
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, startError }));
  });
}
