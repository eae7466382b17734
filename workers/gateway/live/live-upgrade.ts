import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { Problem, problem } from '../base/problem.ts';
import { LiveSocket } from './live-socket.ts';
import type { LiveDeps } from './live-socket.ts';

export const LIVE_PATH = '/api/v1/live';

/** Mounts the live socket on the web server; returns its stop. `check` refuses by throwing a Problem. */
export function mountLive(server: Server, deps: LiveDeps, check: (request: IncomingMessage) => void): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024, perMessageDeflate: false });
  const open = new Set<LiveSocket>();
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', deps.failed);
    try {
      check(request);
      if (request.url !== LIVE_PATH) throw problem(404, 'not-found', 'There is no such socket.', `Use ${LIVE_PATH}.`);
      if (sockets.clients.size >= deps.limits.viewers) throw tooMany();
      if ([...open].filter((one) => !one.signedIn).length >= deps.limits.strangers) throw tooManyStrangers();
    } catch (error) {
      refuse(socket, error instanceof Problem ? error : problem(400, 'bad-request', 'The request cannot be read.', ''));
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      socket.off('error', deps.failed);
      const live = new LiveSocket(accepted, deps);
      open.add(live);
      accepted.once('close', () => open.delete(live));
    });
  };
  server.on('upgrade', onUpgrade);
  return () => {
    server.off('upgrade', onUpgrade);
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  };
}

export function tooMany(): Problem {
  return problem(
    503,
    'too-many-viewers',
    'Too many screens and players are connected.',
    'Close one of them and try again.',
  );
}

function tooManyStrangers(): Problem {
  return problem(
    503,
    'too-many-strangers',
    'Too many connections have not said yet who they are.',
    'Try again in a few seconds; those that stay silent are closed.',
  );
}

function refuse(socket: Duplex, { status, body }: Problem): void {
  const text = JSON.stringify(body);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}
