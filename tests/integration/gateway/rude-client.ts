import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { TestGateway } from './test-gateway.ts';
import { until } from './test-gateway.ts';

const TEXT = 0x81;
const CLOSE = 0x88;

/** Speaks the live socket by hand, for what no library does: it hears the goodbye and does not answer it. */
export class RudeClient {
  readonly #socket: Socket;
  #heard = Buffer.alloc(0);
  closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes: Buffer) => (this.#heard = Buffer.concat([this.#heard, bytes])));
    socket.on('error', () => undefined);
    socket.on('close', () => (this.closed = true));
  }

  static async connect({ base, running }: TestGateway): Promise<RudeClient> {
    const socket = connect(running.address.port, running.address.host);
    const client = new RudeClient(socket);
    const head = [
      'GET /api/v1/live HTTP/1.1',
      `Host: ${new URL(base).host}`,
      `Origin: ${base}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    await until('the upgrade', () => client.#heard.includes('\r\n\r\n'));
    return client;
  }

  get saidGoodbye(): boolean {
    return this.#heard.includes(CLOSE, this.#heard.indexOf('\r\n\r\n') + 4);
  }

  /** A short text, masked with zeros as clients must mask. */
  say(text: string): void {
    this.#socket.write(Buffer.concat([Buffer.from([TEXT, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]));
  }
}
