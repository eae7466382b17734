import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { extname, join } from 'node:path';

/** A camera that speaks HTTP, with everything that can go wrong at hand. */
export interface FakeCamera {
  readonly port: number;
  /** What the server answers from now on. */
  behave(how: 'well' | 'refuse-all' | 'freeze'): void;
  /** Cuts every connection, as a reboot would. */
  cut(): void;
  /** Goes away altogether, and comes back on the same port. */
  close(): Promise<void>;
  open(): Promise<void>;
  connections(): number;
  /** How often `/locked` was asked with a user and password, right or wrong. */
  signIns(): number;
}

const RATE = 12.5;
const LOGIN = `Basic ${Buffer.from('bob:se:c@ret').toString('base64')}`;

/** What `/keyed` wants to find in the parameter `pwd`. */
export const KEY_IN_ADDRESS = 'k3y-in-address';

/** `/mjpeg` and `/locked` (asks for bob and his password) and `/keyed` send the JPEGs round and round; other paths are files of the folder. */
export async function startFakeCamera(jpegs: readonly Uint8Array[], folder: string): Promise<FakeCamera> {
  let signIns = 0;
  let mode: Parameters<FakeCamera['behave']>[0] = 'well';
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path === '/locked' && request.headers.authorization) signIns++;
    if (path === '/locked' && (mode === 'refuse-all' || request.headers.authorization !== LOGIN)) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="camera"' }).end();
    } else if (path === '/keyed' && !request.url?.includes(`pwd=${KEY_IN_ADDRESS}`)) {
      response.writeHead(401).end();
    } else if (path === '/mjpeg' || path === '/locked' || path === '/keyed') {
      sendMjpeg(request, response, jpegs, () => mode === 'freeze');
    } else {
      void sendFile(response, join(folder, path.replaceAll('..', '')));
    }
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    behave: (how) => void (mode = how),
    cut,
    close() {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      cut();
      return closed;
    },
    open: () => listen(port),
    connections: () => sockets.size,
    signIns: () => signIns,
  };
}

function sendMjpeg(
  request: IncomingMessage,
  response: ServerResponse,
  jpegs: readonly Uint8Array[],
  isFrozen: () => boolean,
): void {
  response.writeHead(200, { 'Content-Type': 'multipart/x-mixed-replace; boundary=frame' });
  let next = 0;
  const timer = setInterval(() => {
    const jpeg = jpegs[next++ % jpegs.length];
    if (jpeg === undefined || isFrozen()) return;
    response.write(`--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`);
    response.write(jpeg);
    response.write('\r\n');
  }, 1_000 / RATE);
  request.socket.on('close', () => clearInterval(timer));
}

async function sendFile(response: ServerResponse, path: string): Promise<void> {
  const data = await readFile(path).catch(() => null);
  if (data === null) return void response.writeHead(404).end();
  const types: Record<string, string> = { '.m3u8': 'application/vnd.apple.mpegurl', '.ts': 'video/mp2t' };
  response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'video/mp4', 'Content-Length': data.length });
  response.end(data);
}
