import { greyPicture, type RawPicture } from '../../domain/quality/grey-picture.ts';
import {
  FIRST_QUALITY,
  lookAtPicture,
  type PictureVerdict,
  sourceBeginsAnew,
} from '../../domain/quality/picture-quality.ts';

/** Looks about once a second whether a camera's picture still shows the road. */
export interface PictureWatch {
  readonly verdict: PictureVerdict;
  /** Since when by the clock of the site; null: since the beginning. */
  readonly sinceUtcUs: number | null;
  /** True when this picture changed the verdict. */
  look(picture: RawPicture, nowMs: number, nowUtcUs: number): boolean;
  runStarted(): void;
}

const LOOK_EVERY_MS = 1000;

export function createPictureWatch(): PictureWatch {
  let memory = FIRST_QUALITY;
  let lookedMs = Number.NEGATIVE_INFINITY;
  let sinceUtcUs: number | null = null;
  return {
    get verdict() {
      return memory.verdict;
    },
    get sinceUtcUs() {
      return sinceUtcUs;
    },
    look(picture, nowMs, nowUtcUs) {
      if (nowMs - lookedMs < LOOK_EVERY_MS) return false;
      const grey = greyPicture(picture);
      if (grey === null) return false;
      lookedMs = nowMs;
      const before = memory.verdict;
      memory = lookAtPicture(memory, grey, nowMs * 1000);
      if (memory.verdict === before) return false;
      sinceUtcUs = nowUtcUs;
      return true;
    },
    runStarted() {
      memory = sourceBeginsAnew(memory);
      lookedMs = Number.NEGATIVE_INFINITY;
    },
  };
}
