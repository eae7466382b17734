import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findRtspServer, findVlc } from '../../scripts/find-programs.ts';

/** RTSP servers that are not of our making, as stand-ins for cameras. VLC streams over UDP only. Linux only. */
export type RtspProgram = 'GStreamer' | 'VLC';

export interface RtspServerOptions {
  readonly program: RtspProgram;
  readonly port: number;
  /** An H.264 file, in a folder that everybody may read. */
  readonly file: string;
  /** User and password; GStreamer only. */
  readonly login?: readonly [string, string];
  /** Its reports tell the time since it was started; GStreamer only. */
  readonly clockFromStart?: boolean;
}

/** A server that can be ended and started again under the address it had. */
export interface RtspServer {
  readonly url: string;
  /** Resolves as soon as the server takes connections, with that moment on the clock of `performance`. */
  start(): Promise<number>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** It falls silent and hangs up on nobody, until it is thawed. */
  freeze(): void;
  /** Says when, on the clock of `performance`. */
  thaw(): number;
}

const START_LIMIT_MS = 30_000;
const LISTENING = '0A';
const SCRIPT = path.join(import.meta.dirname, 'rtsp-server.py');
/** VLC refuses to run as root, so root starts it as the user who owns nothing. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** The program to run; null where it is not installed. */
export function findRtspProgram(program: RtspProgram): string | null {
  return program === 'GStreamer' ? findRtspServer() : findVlc();
}

/** Name and version, as the program itself says them. */
export function rtspProgramVersion(program: RtspProgram): string {
  const script =
    "import gi; gi.require_version('Gst', '1.0'); from gi.repository import Gst; print(Gst.version_string())";
  const args = program === 'GStreamer' ? ['-c', script] : ['--version'];
  const said = execFileSync(needed(program), args, {
    ...NOBODY,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return said.split('\n')[0]?.trim() ?? '';
}

/** A folder for footage that servers running as another user can read. */
export function openFootageFolder(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'footage-'));
  chmodSync(folder, 0o755);
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A port where nothing listens. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** A server of this program that was not started yet. */
export function createRtspServer(options: RtspServerOptions): RtspServer {
  const { program, port } = options;
  let running: ChildProcess | null = null;
  let gone = Promise.resolve();

  return {
    url: `rtsp://127.0.0.1:${port}/cam`,
    async start() {
      const child = spawn(needed(program), argsOf(options), {
        ...(program === 'VLC' ? NOBODY : {}),
        env: { ...process.env, HOME: '/nonexistent' },
        stdio: 'ignore',
      });
      running = child;
      gone = new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.once('error', () => resolve());
      });
      return untilListening(child, program, port);
    },
    async kill() {
      running?.kill('SIGKILL');
      running = null;
      await gone;
    },
    freeze: () => void running?.kill('SIGSTOP'),
    thaw() {
      running?.kill('SIGCONT');
      return performance.now();
    },
  };
}

function needed(program: RtspProgram): string {
  const found = findRtspProgram(program);
  if (found === null) throw new Error(`${program} is not installed; "npm run setup" says what to install`);
  return found;
}

function argsOf({ program, port, file, login, clockFromStart }: RtspServerOptions): string[] {
  const unset = clockFromStart === true ? ['--clock-from-start'] : [];
  if (program === 'GStreamer') return [SCRIPT, ...unset, String(port), file, ...(login ?? [])];
  const output = `#rtp{sdp=rtsp://127.0.0.1:${port}/cam}`;
  return ['--rtsp-host=127.0.0.1', '--no-audio', '--sout', output, '--sout-keep', file];
}

/** Read from the kernel's table: a connection made to find out would be one more client. */
function isListening(port: number): boolean {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return readFileSync('/proc/net/tcp', 'latin1')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .some(([, address, , state]) => state === LISTENING && address?.endsWith(local) === true);
}

async function untilListening(child: ChildProcess, program: RtspProgram, port: number): Promise<number> {
  const giveUpAt = performance.now() + START_LIMIT_MS;
  while (!isListening(port)) {
    if (child.exitCode !== null || child.pid === undefined) throw new Error(`${program} could not be started`);
    if (performance.now() > giveUpAt) throw new Error(`${program} does not listen on port ${port}`);
    await pause(10);
  }
  return performance.now();
}
