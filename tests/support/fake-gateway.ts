import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { fakeSite } from './fake-site.ts';
import type { FakeSite } from './fake-site.ts';

/** What it must know to stand in for the gateway: where the built page is and where to listen. */
export interface FakeGatewayOptions {
  readonly staticDir: string;
  readonly port?: number;
  /** Empty: a site without cameras. */
  readonly cameras?: 'demo' | 'none';
}

export interface FakeGateway {
  readonly url: string;
  readonly site: FakeSite;
  /** Ends every live line, as a restart of the gateway would. */
  readonly dropLines: () => void;
  readonly stop: () => Promise<void>;
}

export const FAKE_TOKEN = 'fake-one-time-token-0001';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; frame-ancestors 'none'";

/** A stand-in for the gateway: serves the built page, canned answers and moving pictures, so that screens can be looked at alone. */
export async function startFakeGateway(options: FakeGatewayOptions): Promise<FakeGateway> {
  const site = fakeSite(options.cameras ?? 'demo');
  const pictures = makePictures();
  const server = createServer((request, response) => void answer(site, options.staticDir, request, response));
  const sockets = new WebSocketServer({ server, path: '/api/v1/live' });
  sockets.on('connection', (socket) => serveLine(socket, site, pictures));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const dropLines = () => sockets.clients.forEach((socket) => socket.terminate());
  return {
    url: `http://127.0.0.1:${port}`,
    site,
    dropLines,
    stop: async () => {
      dropLines();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  site: FakeSite,
  staticDir: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('content-security-policy', POLICY);
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (!url.pathname.startsWith('/api/v1/')) return sendFile(staticDir, url.pathname, response);
  const body = await bodyOf(request);
  const { status, value } = site.answer(request.method ?? 'GET', url.pathname.slice('/api/v1'.length), url, body);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? null : (JSON.parse(text) as unknown);
}

function sendFile(staticDir: string, path: string, response: ServerResponse): void {
  const inside = normalize(path === '/' ? '/index.html' : path);
  try {
    const content = readFileSync(join(staticDir, inside));
    response.writeHead(200, { 'content-type': TYPES[extname(inside)] ?? 'application/octet-stream' });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

const FPS = 10;

function serveLine(socket: WebSocket, site: FakeSite, pictures: readonly Buffer[]): void {
  let watched: readonly string[] = [];
  let frameId = 0;
  const say = (message: unknown) => socket.send(JSON.stringify(message));
  const timers = [
    setInterval(() => {
      frameId += 1;
      const jpeg = pictures[frameId % pictures.length];
      if (jpeg === undefined) return;
      for (const id of watched) {
        const head = site.view(id, frameId);
        if (head !== null) socket.send(framed(head, jpeg));
      }
    }, 1000 / FPS),
    setInterval(() => say(site.status()), 1000),
    setInterval(() => say(site.crossing()), 2500),
  ];
  socket.on('message', (data) => {
    const message: unknown = JSON.parse(data.toString());
    if (isWatch(message)) watched = message.cameras;
    else {
      say({ type: 'welcome', session: site.session });
      say(site.status());
    }
  });
  socket.on('close', () => timers.forEach((timer) => clearInterval(timer)));
}

function isWatch(message: unknown): message is { readonly cameras: readonly string[] } {
  return typeof message === 'object' && message !== null && 'cameras' in message && Array.isArray(message.cameras);
}

/** The wire form of a picture: u32 little-endian length of the head, the head, the JPEG. */
export function framed(head: unknown, jpeg: Buffer): Buffer {
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, jpeg]);
}

const SECONDS = 6;

/** Pictures of the test clip where it is there, a moving test picture otherwise. */
function makePictures(): readonly Buffer[] {
  const clip = join(import.meta.dirname, '../../../shared/testdata/road.mp4');
  const out = [
    '-t',
    String(SECONDS),
    '-vf',
    `fps=${FPS},scale=640:-2`,
    '-f',
    'image2pipe',
    '-c:v',
    'mjpeg',
    '-q:v',
    '5',
    '-',
  ];
  const inputs = [
    ['-i', clip],
    ['-f', 'lavfi', '-i', `testsrc2=size=640x360:rate=${FPS}`],
  ];
  for (const input of inputs) {
    try {
      const args = ['-v', 'error', '-nostdin', ...input, ...out];
      return splitJpegs(execFileSync('ffmpeg', args, { maxBuffer: 64e6, stdio: ['ignore', 'pipe', 'ignore'] }));
    } catch {
      // The next input is tried.
    }
  }
  throw new Error('ffmpeg could make no pictures; is it on the PATH?');
}

function splitJpegs(all: Buffer): readonly Buffer[] {
  const start = Buffer.from([0xff, 0xd8, 0xff]);
  const pictures: Buffer[] = [];
  let from = all.indexOf(start);
  while (from >= 0) {
    const next = all.indexOf(start, from + 3);
    pictures.push(all.subarray(from, next < 0 ? undefined : next));
    from = next;
  }
  return pictures;
}
