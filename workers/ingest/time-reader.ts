import { createLineReader } from './line-reader.ts';

/** One line per analysed frame. `mediaUs` is null where the source gave the frame no time. */
export interface FrameTime {
  readonly mediaUs: number | null;
  /** ffmpeg built its filters anew: the picture's size or format changed. */
  readonly graphRestarted: boolean;
}

/** Seventy years: no source lasts so long, and the difference of two such times can still be stored exactly. */
const FAR_US = 2 ** 51;

/** Reads the lines of `metadata=mode=print`: `frame:12 pts:480000 pts_time:0.48`, where pts counts microseconds. */
export function createTimeReader(onTime: (time: FrameTime) => void): (chunk: Uint8Array) => void {
  let seen = 0;
  return createLineReader((line) => {
    const match = /^frame:(\d+)\s+pts:(-?\d+|NOPTS)/.exec(line);
    if (!match) return;
    const graphRestarted = seen > 0 && Number(match[1]) === 0;
    seen++;
    const mediaUs = Number(match[2]);
    // Also NOPTS, which is no number.
    onTime({ mediaUs: Math.abs(mediaUs) < FAR_US ? mediaUs : null, graphRestarted });
  });
}
