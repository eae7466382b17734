import { WebSocket } from 'ws';
import { liveServerSchema } from '../../../domain/contracts/api.ts';
import type { LiveServerMessage } from '../../../domain/contracts/api.ts';
import { viewSchema } from '../../../domain/contracts/messages.ts';
import type { ViewHead } from '../../../domain/contracts/messages.ts';
import { until } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

export interface SeenPicture {
  readonly head: ViewHead;
  readonly jpeg: Buffer;
}

/** A screen as another program would write it: everything it hears is checked against the contract. */
export class LiveClient {
  readonly socket: WebSocket;
  readonly messages: LiveServerMessage[] = [];
  readonly pictures: SeenPicture[] = [];
  closedWith: number | null = null;
  refusedWith: number | null = null;

  constructor(gateway: TestGateway, origin: string | null = gateway.base, at = '/api/v1/live') {
    const url = `${gateway.base.replace('http', 'ws')}${at}`;
    this.socket = new WebSocket(url, origin === null ? {} : { origin });
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.pictures.push(readPicture(data));
      else this.messages.push(liveServerSchema.parse(JSON.parse(data.toString())));
    });
    this.socket.on('close', (code) => (this.closedWith = code));
    this.socket.on('unexpected-response', (_request, response) => {
      this.refusedWith = response.statusCode ?? 0;
      response.resume();
    });
    this.socket.on('error', () => undefined);
  }

  /** Connected, welcomed, and looking at these cameras. */
  static async watching(gateway: TestGateway, token: string, cameras: string[], pictures = true): Promise<LiveClient> {
    const client = new LiveClient(gateway);
    await client.hello(token);
    client.watch(cameras, pictures);
    await until('the gateway knows what is watched', () =>
      cameras.every((id) => gateway.running.demand().includes(id)),
    );
    return client;
  }

  async hello(token: string): Promise<void> {
    await until('the socket opens', () => this.socket.readyState === WebSocket.OPEN);
    this.say({ type: 'hello', token });
    await until('the welcome', () => this.heard('welcome').length > 0 || this.closedWith !== null);
  }

  watch(cameras: string[], pictures = true): void {
    this.say({ type: 'watch', cameras, pictures });
  }

  say(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  heard<T extends LiveServerMessage['type']>(type: T): Extract<LiveServerMessage, { type: T }>[] {
    return this.messages.filter((message): message is Extract<LiveServerMessage, { type: T }> => message.type === type);
  }

  async close(): Promise<void> {
    this.socket.resume();
    this.socket.close();
    await until('the socket closes', () => this.closedWith !== null);
  }
}

function readPicture(data: Buffer): SeenPicture {
  const length = data.readUInt32LE(0);
  const head = viewSchema.parse(JSON.parse(data.subarray(4, 4 + length).toString()));
  return { head, jpeg: data.subarray(4 + length) };
}
