import { mkdtempSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../domain/contracts/messages.ts';
import { dialLink, type Link, serveLinks } from '../../../workers/runtime/link.ts';
import { waitFor } from '../../support/test-site.ts';

const secret = 'f'.repeat(64);
const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

function socketFile(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-link-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, 'a.sock');
}

async function serveEcho(file: string, seen: Message[]) {
  const server = await serveLinks({
    path: file,
    secret,
    handlers: {
      onMessage(link, message, body) {
        seen.push(message);
        link.send(message, body);
      },
    },
  });
  return server;
}

describe('a link between two processes', () => {
  it('carries heads and bodies both ways, in order', async () => {
    const file = socketFile();
    const seen: Message[] = [];
    const server = await serveEcho(file, seen);
    cleanUp.push(() => server.stop());
    const back: { message: Message; body: Buffer }[] = [];
    const dialer = dialLink({
      path: file,
      secret,
      name: 'camera-0',
      peer: 'echo',
      handlers: { onMessage: (_link, message, body) => void back.push({ message, body: Buffer.from(body) }) },
    });
    cleanUp.push(() => dialer.stop());
    const link = await waitFor('the link', () => dialer.link);
    const big = Buffer.alloc(3_000_000, 7);
    for (let seq = 0; seq < 20; seq += 1)
      link.send(
        {
          type: 'infer',
          seq,
          cameraId: 'a',
          frameId: seq,
          width: 2,
          height: 2,
          format: 'bgr24',
          modelId: null,
          lossless: true,
        },
        big.subarray(0, seq * 100_000),
      );
    await waitFor('all answers', () => (back.length === 20 ? true : null));
    expect(back.map(({ message }) => (message.type === 'infer' ? message.seq : -1))).toEqual([...Array(20).keys()]);
    expect(back[19]?.body.equals(big.subarray(0, 1_900_000))).toBe(true);
    expect([...server.links].map(({ peer }) => peer)).toEqual(['camera-0']);
  });

  it('is private: the socket is its owner’s, and without the secret nobody gets a word through', async () => {
    const file = socketFile();
    const seen: Message[] = [];
    const server = await serveEcho(file, seen);
    cleanUp.push(() => server.stop());
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const closed = await new Promise<boolean>((resolve) => {
      const socket = net.connect(file, () => socket.write(`${'0'.repeat(64)} camera-0\n`));
      socket.on('close', () => resolve(true));
    });
    expect(closed).toBe(true);
    expect(seen).toEqual([]);
    expect(server.links.size).toBe(0);
  });

  it('comes back by itself when the other process does', async () => {
    const file = socketFile();
    let opened = 0;
    let lost = 0;
    const first = await serveEcho(file, []);
    const dialer = dialLink({
      path: file,
      secret,
      name: 'camera-0',
      peer: 'echo',
      retryMs: 20,
      handlers: {
        onOpen: () => void (opened += 1),
        onClose: () => void (lost += 1),
        onMessage: () => undefined,
      },
    });
    cleanUp.push(() => dialer.stop());
    await waitFor('the first link', () => dialer.link);
    await first.stop();
    await waitFor('the loss', () => (lost === 1 ? true : null));
    const second = await serveEcho(file, []);
    cleanUp.push(() => second.stop());
    await waitFor('the second link', () => (opened === 2 ? true : null));
  });

  it('reports a head that fits no message and goes on', async () => {
    const file = socketFile();
    const reasons: string[] = [];
    const good: Message[] = [];
    const server = await serveLinks({
      path: file,
      secret,
      handlers: {
        onMessage: (_link: Link, message) => void good.push(message),
        onMalformed: (_link, reason) => void reasons.push(reason),
      },
    });
    cleanUp.push(() => server.stop());
    const socket = net.connect(file);
    cleanUp.push(() => void socket.destroy());
    const { encodeHead } = await import('../../../workers/runtime/wire.ts');
    socket.write(`${secret} camera-0\n`);
    socket.write(encodeHead({ type: 'no-such-message' }, 0));
    socket.write(encodeHead({ type: 'ready' }, 0));
    await waitFor('the good message', () => (good.length === 1 ? true : null));
    expect(reasons).toHaveLength(1);
  });
});

describe('a link at its edges', () => {
  const nobody = { onMessage: () => undefined };

  it('is tried again while nobody listens, without a word about a loss that there was not', async () => {
    const file = socketFile();
    let lost = 0;
    const dialer = dialLink({
      path: file,
      secret,
      name: 'camera-0',
      peer: 'echo',
      retryMs: 20,
      handlers: { ...nobody, onClose: () => void (lost += 1) },
    });
    cleanUp.push(() => dialer.stop());
    await new Promise((resolve) => setTimeout(resolve, 200));
    const server = await serveEcho(file, []);
    cleanUp.push(() => server.stop());
    await waitFor('the link', () => dialer.link);
    expect(lost).toBe(0);
  });

  it('that was stopped while it was tried again never opens', async () => {
    const file = socketFile();
    let opened = 0;
    const dialer = dialLink({
      path: file,
      secret,
      name: 'camera-0',
      peer: 'echo',
      retryMs: 20,
      handlers: { ...nobody, onOpen: () => void (opened += 1) },
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    dialer.stop();
    const seen: string[] = [];
    const server = await serveLinks({
      path: file,
      secret,
      handlers: { ...nobody, onOpen: (link) => void seen.push(link.peer) },
    });
    cleanUp.push(() => server.stop());
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([opened, seen.length, dialer.link]).toEqual([0, 0, null]);
  });

  it.each([
    ['another secret', `${'e'.repeat(64)} camera-0\n`],
    ['no name', `${secret}\n`],
    ['too many words', 'x'.repeat(600)],
  ])('is cut off for %s', async (_case, greeting) => {
    const file = socketFile();
    const seen: string[] = [];
    const handlers = { ...nobody, onOpen: (link: Link) => void seen.push(link.peer) };
    const server = await serveLinks({ path: file, secret, handlers });
    cleanUp.push(() => server.stop());
    const socket = net.connect(file);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.write(greeting);
    await closed;
    expect(seen).toEqual([]);
  });

  it('takes a greeting and a message that come in one piece, and in many', async () => {
    const file = socketFile();
    const good: Message[] = [];
    const server = await serveLinks({
      path: file,
      secret,
      handlers: { onMessage: (_link, message) => void good.push(message) },
    });
    cleanUp.push(() => server.stop());
    const { encodeHead } = await import('../../../workers/runtime/wire.ts');
    const whole = Buffer.concat([Buffer.from(`${secret} camera-0\n`), encodeHead({ type: 'ready' }, 0)]);
    for (const size of [whole.length, 7]) {
      const socket = net.connect(file);
      cleanUp.push(() => void socket.destroy());
      for (let at = 0; at < whole.length; at += size) {
        socket.write(whole.subarray(at, at + size));
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    await waitFor('both messages', () => (good.length === 2 ? true : null));
  });

  it('is cut off, and said to be, when what comes is no message of ours', async () => {
    const file = socketFile();
    const reasons: string[] = [];
    const handlers = { ...nobody, onMalformed: (_link: Link, reason: string) => void reasons.push(reason) };
    const server = await serveLinks({ path: file, secret, handlers });
    cleanUp.push(() => server.stop());
    const socket = net.connect(file);
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(`${secret} camera-0\nGET / HTTP/1.1 and so on`);
    await closed;
    expect(reasons).toHaveLength(1);
  });
});
