import { liveServerSchema } from '../../domain/contracts/api.ts';
import type { LiveClientMessage, LiveServerMessage } from '../../domain/contracts/api.ts';
import { retryPause } from './backoff.ts';

export type LiveConnection =
  | { readonly state: 'connecting'; readonly attempt: number }
  | { readonly state: 'open' }
  | { readonly state: 'waiting'; readonly attempt: number; readonly retryAtMs: number }
  | { readonly state: 'stopped' };

export interface LiveSocketOptions {
  readonly url: string;
  readonly token: () => string | null;
  readonly onMessage: (message: LiveServerMessage) => void;
  readonly onPicture: (buffer: ArrayBuffer) => void;
  readonly onConnection: (connection: LiveConnection) => void;
  readonly onRefused: () => void;
  readonly onMalformed: () => void;
}

export interface LiveSocket {
  readonly send: (message: LiveClientMessage) => void;
  readonly stop: () => void;
}

/** The site says something every 15 seconds at least: this long a silence means the line is dead even if nobody said so. */
const LONGEST_SILENCE_MS = 40_000;
/** Close codes with which the gateway says that the token is no longer good. */
const REFUSED_CODES = new Set([4401]);

/** The live line to the gateway. It says hello, stays up, and comes back by itself; a generation number silences old sockets. */
export function startLiveSocket(options: LiveSocketOptions): LiveSocket {
  let generation = 0;
  let attempt = 0;
  let socket: WebSocket | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    const mine = ++generation;
    const current = (work: () => void) => () => {
      if (mine === generation) work();
    };
    options.onConnection({ state: 'connecting', attempt });
    const next = new WebSocket(options.url);
    next.binaryType = 'arraybuffer';
    socket = next;
    next.onopen = current(() => {
      const token = options.token();
      if (token !== null) next.send(JSON.stringify({ type: 'hello', token } satisfies LiveClientMessage));
      heard();
    });
    next.onmessage = (event: MessageEvent<unknown>) => {
      if (mine === generation) received(event.data);
    };
    next.onclose = (event) => {
      if (mine === generation) closed(event.code);
    };
    heard();
  }

  function received(data: unknown): void {
    heard();
    if (data instanceof ArrayBuffer) return options.onPicture(data);
    const message = typeof data === 'string' ? readText(data) : null;
    if (message === null) return options.onMalformed();
    if (message.type === 'welcome') {
      attempt = 0;
      options.onConnection({ state: 'open' });
    }
    options.onMessage(message);
  }

  function heard(): void {
    clearTimeout(silence);
    silence = setTimeout(() => {
      const dead = socket;
      closed(0);
      dead?.close();
    }, LONGEST_SILENCE_MS);
  }

  function closed(code: number): void {
    generation += 1;
    clearTimeout(silence);
    socket = null;
    if (REFUSED_CODES.has(code)) {
      options.onConnection({ state: 'stopped' });
      return options.onRefused();
    }
    attempt += 1;
    const pause = retryPause(attempt, Math.random());
    options.onConnection({ state: 'waiting', attempt, retryAtMs: Date.now() + pause });
    retry = setTimeout(open, pause);
  }

  open();
  return {
    send: (message) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    stop: () => {
      generation += 1;
      clearTimeout(retry);
      clearTimeout(silence);
      socket?.close(1000);
      socket = null;
      options.onConnection({ state: 'stopped' });
    },
  };
}

function readText(text: string): LiveServerMessage | null {
  try {
    const parsed = liveServerSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
