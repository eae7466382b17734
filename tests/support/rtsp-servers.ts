import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const PYTHON = '/usr/bin/python3';
const SERVER = fileURLToPath(new URL('./rtsp-server.py', import.meta.url));

/** GStreamer's RTSP server is not part of the product: where it is missing its tests say so and are skipped. */
export const rtspReady = hasRtspServer();
export const RTSP_SKIPPED =
  '(skipped: needs ffmpeg, gir1.2-gst-rtsp-server-1.0, python3-gi, gstreamer1.0-plugins-good and -bad)';

function hasRtspServer(): boolean {
  const wanted = "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer";
  try {
    execFileSync(PYTHON, ['-c', wanted], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Real RTSP servers, and their end. */
export interface RtspServers {
  /** The words are those of `rtsp-server.py`. */
  start(...words: readonly string[]): Promise<ChildProcess>;
  stop(server: ChildProcess): Promise<void>;
  stopAll(): Promise<void>;
}

export function createRtspServers(): RtspServers {
  const servers = new Set<ChildProcess>();
  const stop: RtspServers['stop'] = (server) => {
    servers.delete(server);
    const gone = new Promise<void>((resolve) => void server.once('exit', () => resolve()));
    if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
    server.kill('SIGKILL');
    return gone;
  };
  return {
    async start(...words) {
      const server = spawn(PYTHON, [SERVER, ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
      servers.add(server);
      await new Promise((resolve) => server.stdout.once('data', resolve));
      return server;
    },
    stop,
    async stopAll() {
      await Promise.all([...servers].map(stop));
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
