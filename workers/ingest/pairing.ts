import type { FrameTime } from './time-reader.ts';

/** A picture, its JPEG and its time, brought together. */
export interface Picture {
  readonly raw: Uint8Array;
  readonly jpeg: Uint8Array | null;
  readonly mediaUs: number | null;
  readonly graphRestarted: boolean;
  readonly arrivedUtcUs: number;
}

type ArrivedTime = FrameTime & { readonly arrivedUtcUs: number };

/**
 * How far one pipe may run ahead of the others before something is wrong. ffmpeg 5 keeps them within one frame; newer
 * ones queue a few packets per output, and times are written before either picture.
 */
const LEAD_LIMITS = { raw: 48, jpeg: 96, times: 240 } as const;

/** Brings three pipes together one to one: the nth frame, the nth JPEG, the nth time. */
export interface Pairing {
  raw(frame: Uint8Array): void;
  jpeg(jpeg: Uint8Array): void;
  time(time: ArrivedTime): void;
  next(): Picture | null;
  /** Words for what is wrong while running; null when all is well. */
  mismatch(): string | null;
  /** Words for what has no partner after everything was read; null when nothing is left. */
  leftover(): string | null;
}

export function createPairing(hasView: boolean): Pairing {
  const raws: Uint8Array[] = [];
  const jpegs: Uint8Array[] = [];
  const times: ArrivedTime[] = [];
  const counts = (): string =>
    `${raws.length} pictures, ${times.length} times${hasView ? `, ${jpegs.length} JPEGs` : ''} without a partner`;
  return {
    raw: (frame) => void raws.push(frame),
    jpeg: (jpeg) => void jpegs.push(jpeg),
    time: (time) => void times.push(time),
    next() {
      if (raws.length === 0 || times.length === 0 || (hasView && jpegs.length === 0)) return null;
      const raw = raws.shift();
      const time = times.shift();
      if (raw === undefined || time === undefined) return null;
      return { raw, jpeg: hasView ? (jpegs.shift() ?? null) : null, ...time };
    },
    mismatch() {
      const ahead =
        raws.length > LEAD_LIMITS.raw || jpegs.length > LEAD_LIMITS.jpeg || times.length > LEAD_LIMITS.times;
      return ahead ? counts() : null;
    },
    leftover: () => (raws.length + jpegs.length + times.length > 0 ? counts() : null),
  };
}
