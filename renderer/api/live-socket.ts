import { liveServerSchema } from '../../domain/contracts/api.ts';
import type { LiveClientMessage, LiveServerMessage } from '../../domain/contracts/api.ts';
import { retryPause } from './backoff.ts';

export type LiveConnection =
  | { readonly state: 'connecting'; readonly attempt: number }
  | { readonly state: 'open' }
  | { readonly state: 'waiting'; readonly attempt: number; readonly retryAtMs: number }
  | { readonly state: 'stopped' };

/** What becomes of a line whose token was refused: it ends, or comes back with the next token. */
export type Refused = 'end' | 'come-back';

export interface LiveSocketOptions {
  readonly url: string;
  readonly token: () => string | null;
  readonly onMessage: (message: LiveServerMessage) => void;
  readonly onPicture: (buffer: ArrayBuffer) => void;
  readonly onConnection: (connection: LiveConnection) => void;
  /** The token is no longer good: whether another one is on its way. */
  readonly onRefused: () => Refused;
  readonly onMalformed: () => void;
}

export interface LiveSocket {
  readonly send: (message: LiveClientMessage) => void;
  readonly stop: () => void;
}

/** The site says something every 15 seconds at least: this long a silence means the line is dead even if nobody said so. */
const LONGEST_SILENCE_MS = 40_000;
/** The close code with which the gateway says that the token is no longer good. */
const NOT_SIGNED_IN = 4401;

/** The live line to the gateway: says hello, stays up, and comes back by itself. */
export function startLiveSocket(options: LiveSocketOptions): LiveSocket {
  let attempt = 0;
  let line: Line | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    options.onConnection({ state: 'connecting', attempt });
    line = openLine(options.url, options.token(), { onData: received, onEnd: ended });
  }

  function received(data: unknown): void {
    if (data instanceof ArrayBuffer) return options.onPicture(data);
    const message = typeof data === 'string' ? readText(data) : null;
    if (message === null) return options.onMalformed();
    if (message.type === 'welcome') {
      attempt = 0;
      options.onConnection({ state: 'open' });
    }
    options.onMessage(message);
  }

  function ended(code: number): void {
    line = null;
    if (code === NOT_SIGNED_IN && options.onRefused() === 'end') return options.onConnection({ state: 'stopped' });
    attempt += 1;
    const pause = retryPause(attempt, Math.random());
    options.onConnection({ state: 'waiting', attempt, retryAtMs: Date.now() + pause });
    retry = setTimeout(open, pause);
  }

  open();
  return {
    send: (message) => line?.send(JSON.stringify(message)),
    stop: () => {
      clearTimeout(retry);
      line?.close();
      line = null;
      options.onConnection({ state: 'stopped' });
    },
  };
}

interface Line {
  readonly send: (text: string) => void;
  /** Ends it without a word to its owner. */
  readonly close: () => void;
}

interface LineOwner {
  readonly onData: (data: unknown) => void;
  readonly onEnd: (code: number) => void;
}

/** One connection from its opening to its end. After the end, whichever way it came, nothing of it is heard any more. */
function openLine(url: string, token: string | null, owner: LineOwner): Line {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  let alive = true;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const send = (text: string) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(text);
  };
  const release = () => {
    alive = false;
    clearTimeout(silence);
    socket.close();
  };
  const end = (code: number) => {
    if (!alive) return;
    release();
    owner.onEnd(code);
  };
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => end(0), LONGEST_SILENCE_MS);
  };
  socket.onopen = () => send(JSON.stringify({ type: 'hello', token: token ?? '' } satisfies LiveClientMessage));
  socket.onmessage = (event: MessageEvent<unknown>) => {
    if (!alive) return;
    heard();
    owner.onData(event.data);
  };
  socket.onclose = (event) => end(event.code);
  heard();
  return { send, close: release };
}

function readText(text: string): LiveServerMessage | null {
  try {
    const parsed = liveServerSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
