import { WebSocket } from 'ws';
import { type LiveServerMessage, liveServerSchema } from '../../domain/contracts/api.ts';
import { type CommittedCrossing, viewSchema } from '../../domain/contracts/messages.ts';

/** A screen that notes every crossing it was ever shown, and connects again when the gateway comes back. */
export interface LiveScreen {
  /** By the key that a crossing has for good; what was said last of it. */
  readonly shown: ReadonlyMap<string, CommittedCrossing>;
  /** What the site said twice and differently. */
  readonly contradictions: readonly string[];
  readonly pictures: number;
  /** When a picture of this camera came last, on the clock of `performance`; before the first one long ago. */
  lastPictureMs(cameraId: string): number;
  /** True while the gateway's welcome stands. */
  readonly connected: boolean;
  close(): void;
}

export interface ScreenOptions {
  readonly url: string;
  readonly cameras: readonly string[];
  /** Asked at every connect: a gateway that was restarted knows no older tokens. */
  token(): string;
}

const RECONNECT_MS = 200;

/** What a crossing is known by: it may be told again with its final class, but never as a second one. */
export function crossingKey({
  sessionId,
  track,
  lineVersionId,
  ordinal,
}: Pick<CommittedCrossing, 'sessionId' | 'track' | 'lineVersionId' | 'ordinal'>): string {
  return `${sessionId} ${track} ${lineVersionId} ${ordinal}`;
}

/** All of a crossing that nothing may ever change. */
export function unchangingPart({ cameraId, lineId, direction, utcUs }: CommittedCrossing): string {
  return JSON.stringify([cameraId, lineId, direction, utcUs]);
}

/** Opens the screen; it stays until it is closed. */
export function openLiveScreen({ url, cameras, token }: ScreenOptions): LiveScreen {
  const shown = new Map<string, CommittedCrossing>();
  const contradictions: string[] = [];
  let pictures = 0;
  const pictureMs = new Map<string, number>();
  let connected = false;
  let closed = false;
  let socket: WebSocket | null = null;
  let retry: NodeJS.Timeout | null = null;

  function note(crossing: CommittedCrossing): void {
    const key = crossingKey(crossing);
    const before = shown.get(key);
    if (before !== undefined && unchangingPart(before) !== unchangingPart(crossing))
      contradictions.push(`${key}: ${unchangingPart(before)}, then ${unchangingPart(crossing)}`);
    shown.set(key, crossing);
  }

  function seePicture(data: Buffer): void {
    pictures += 1;
    const head: unknown = JSON.parse(data.subarray(4, 4 + data.readUInt32LE(0)).toString());
    pictureMs.set(viewSchema.parse(head).cameraId, performance.now());
  }

  function take(opened: WebSocket, message: LiveServerMessage): void {
    if (message.type === 'crossings') message.crossings.forEach(note);
    if (message.type !== 'welcome') return;
    connected = true;
    opened.send(JSON.stringify({ type: 'watch', cameras }));
  }

  function connect(): void {
    const opening = new WebSocket(`${url.replace('http', 'ws')}api/v1/live`, { origin: new URL(url).origin });
    socket = opening;
    opening.on('open', () => opening.send(JSON.stringify({ type: 'hello', token: token() })));
    opening.on('message', (data: Buffer, isBinary) => {
      if (isBinary) seePicture(data);
      else take(opening, liveServerSchema.parse(JSON.parse(data.toString())));
    });
    opening.on('error', () => undefined);
    opening.on('close', () => {
      connected = false;
      if (!closed) retry = setTimeout(connect, RECONNECT_MS);
    });
  }

  connect();
  return {
    shown,
    contradictions,
    get pictures() {
      return pictures;
    },
    lastPictureMs: (cameraId) => pictureMs.get(cameraId) ?? -Infinity,
    get connected() {
      return connected;
    },
    close() {
      closed = true;
      if (retry !== null) clearTimeout(retry);
      socket?.terminate();
    },
  };
}
