import { timingSafeEqual } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import net from 'node:net';
import { messageSchema, type Message } from '../../domain/contracts/messages.ts';
import { createWireReader, encodeHead, NotOurs } from './wire.ts';

/** One end of a connection between two processes. */
export interface Link {
  /** Who is at the other end, as it introduced itself. */
  readonly peer: string;
  /** False when the socket is full: the message is queued all the same, but a live sender should drop its next frame. */
  send(message: Message, body?: Uint8Array): boolean;
  readonly queuedBytes: number;
  close(): void;
}

export interface LinkHandlers {
  onOpen?(link: Link): void;
  onMessage(link: Link, message: Message, body: Uint8Array): void;
  onClose?(link: Link): void;
  /** A head that fits no message: counted and reported, never fatal. */
  onMalformed?(link: Link, reason: string): void;
}

/** Frames and results pass many hundred times a second; in production only their type is looked at. */
const HOT = new Set(['infer', 'detections', 'view']);
const CHECK_ALL = process.env['NODE_ENV'] !== 'production';
const GREETING_LIMIT = 512;
/** Whoever connects says its name at once. */
const GREETING_MS = 10_000;

function isHotMessage(head: unknown): head is Message {
  return (
    typeof head === 'object' && head !== null && 'type' in head && typeof head.type === 'string' && HOT.has(head.type)
  );
}

function toMessage(head: unknown): Message | string {
  if (!CHECK_ALL && isHotMessage(head)) return head;
  const parsed = messageSchema.safeParse(head);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}

function makeLink(socket: net.Socket, peer: string): Link {
  return {
    peer,
    send(message, body) {
      if (socket.destroyed) return false;
      const head = encodeHead(message, body?.length ?? 0);
      if (body === undefined || body.length === 0) return socket.write(head);
      socket.cork();
      socket.write(head);
      const open = socket.write(body);
      socket.uncork();
      return open;
    },
    get queuedBytes() {
      return socket.writableLength;
    },
    close() {
      socket.destroy();
    },
  };
}

function attach(socket: net.Socket, link: Link, handlers: LinkHandlers, early: Uint8Array): void {
  const reader = createWireReader(({ head, body }) => {
    const message = toMessage(head);
    if (typeof message === 'string') handlers.onMalformed?.(link, message);
    else handlers.onMessage(link, message, body);
  });
  const read = (chunk: Uint8Array): void => {
    try {
      reader.push(chunk);
    } catch (error) {
      // A bug of whoever takes the message is no fault of the stream.
      if (!(error instanceof NotOurs)) throw error;
      handlers.onMalformed?.(link, error.message);
      socket.destroy();
    }
  };
  socket.on('data', read);
  if (early.length > 0) read(early);
}

function sameSecret(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

export interface LinkServer {
  readonly links: ReadonlySet<Link>;
  stop(): Promise<void>;
}

/** Accepts links of processes that know the secret of this launch. */
export async function serveLinks(options: {
  path: string;
  secret: string;
  handlers: LinkHandlers;
}): Promise<LinkServer> {
  const { path, secret, handlers } = options;
  const links = new Set<Link>();
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    greetServerSide(socket, secret, (peer, early) => {
      const link = makeLink(socket, peer);
      links.add(link);
      socket.on('close', () => {
        links.delete(link);
        handlers.onClose?.(link);
      });
      handlers.onOpen?.(link);
      attach(socket, link, handlers, early);
    });
  });
  await listen(server, path);
  // A connection that could not be taken is tried again by the other side.
  server.on('error', () => undefined);
  return {
    links,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

async function listen(server: net.Server, path: string): Promise<void> {
  if (process.platform !== 'win32') rmSync(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
  if (process.platform !== 'win32') chmodSync(path, 0o600);
}

/** Reads "secret name\n"; anything else is cut off without an answer. */
function greetServerSide(socket: net.Socket, secret: string, onPeer: (peer: string, early: Uint8Array) => void): void {
  let seen = Buffer.alloc(0);
  const limit = setTimeout(() => socket.destroy(), GREETING_MS);
  socket.once('close', () => clearTimeout(limit));
  const onData = (chunk: Buffer): void => {
    seen = Buffer.concat([seen, chunk]);
    const end = seen.indexOf(10);
    if (end < 0 && seen.length < GREETING_LIMIT) return;
    socket.off('data', onData);
    clearTimeout(limit);
    const [given, peer] = seen.toString('utf8', 0, Math.max(0, end)).split(' ');
    if (end < 0 || given === undefined || peer === undefined || !sameSecret(given, secret)) {
      socket.destroy();
      return;
    }
    onPeer(peer, seen.subarray(end + 1));
  };
  socket.on('data', onData);
}

export interface Dialer {
  /** The open link, or null while the other process is away. */
  readonly link: Link | null;
  stop(): void;
}

/** Keeps a link to another process, again and again, until stopped. */
export function dialLink(options: {
  path: string;
  secret: string;
  name: string;
  peer: string;
  handlers: LinkHandlers;
  retryMs?: number;
}): Dialer {
  const { path, secret, name, peer, handlers } = options;
  let current: Link | null = null;
  let stopped = false;
  let retry: NodeJS.Timeout | null = null;
  let socket: net.Socket | null = null;

  function connect(): void {
    retry = null;
    const opening = net.connect(path);
    socket = opening;
    opening.setNoDelay(true);
    opening.on('error', () => opening.destroy());
    opening.on('connect', () => {
      opening.write(`${secret} ${name}\n`);
      const link = makeLink(opening, peer);
      current = link;
      handlers.onOpen?.(link);
      attach(opening, link, handlers, new Uint8Array(0));
    });
    opening.on('close', () => {
      const lost = current;
      current = null;
      if (lost !== null) handlers.onClose?.(lost);
      if (!stopped) retry = setTimeout(connect, options.retryMs ?? 100);
    });
  }
  connect();
  return {
    get link() {
      return current;
    },
    stop() {
      stopped = true;
      if (retry !== null) clearTimeout(retry);
      socket?.destroy();
    },
  };
}
