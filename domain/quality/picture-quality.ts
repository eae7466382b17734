import { GREY_WIDTH } from './grey-picture.ts';

/** Whether a picture shows what is there. */
export type PictureVerdict = 'good' | 'frozen' | 'covered';

/** Longer than any traffic light: on a road nothing at all changes for so long only where the picture stands still. */
export const FROZEN_AFTER_US = 30_000_000;
/** Longer than a lorry before the lens, or headlights into it. */
export const COVERED_AFTER_US = 10_000_000;

/** A picture that an encoder sends again and again differs from itself by less than this (mean, in shades of 255). */
const STILL_BELOW = 0.08;
/** Nor may any place of it change by more. */
const STILL_PLACE_BELOW = 2.5;
/** A picture of one shade has nothing in it: covered, dark, or blinded. */
const FLAT_BELOW = 3;
/** Flat no longer from here on, so that the verdict does not flicker. */
const FLAT_UNTIL = 4;
/** So much less detail than usual is a lens that something lies before, or that lost its focus. */
const BLURRED_BELOW = 0.25;
const BLURRED_UNTIL = 0.4;
/** What is usual follows slowly: dusk and fog take longer than a hand. */
const USUAL_FOLLOWS = 0.005;
/** Before so many good looks nothing is known to be usual. */
const USUAL_AFTER = 20;

/** What is remembered of a camera's pictures. Never changed in place. */
export interface QualityMemory {
  readonly verdict: PictureVerdict;
  /** The picture that all since have been equal to, and since when. */
  readonly still: { readonly grey: Float32Array; readonly sinceUs: number } | null;
  /** Since when there is nothing to see in it; null: there is. */
  readonly poorSinceUs: number | null;
  /** How much detail a good picture of this camera has. */
  readonly usualDetail: number;
  readonly goodLooks: number;
}

/** Before the first picture: nothing speaks against it. */
export const FIRST_QUALITY: QualityMemory = {
  verdict: 'good',
  still: null,
  poorSinceUs: null,
  usualDetail: 0,
  goodLooks: 0,
};

/** Takes one look, about once a second. What is bad has to stay so for a while; what is good again is so at once. */
export function lookAtPicture(memory: QualityMemory, grey: Float32Array, nowUs: number): QualityMemory {
  const still = memory.still !== null && isSame(memory.still.grey, grey) ? memory.still : { grey, sinceUs: nowUs };
  const detail = detailOf(grey);
  const poor = isPoor(memory, contrastOf(grey), detail);
  const poorSinceUs = poor ? (memory.poorSinceUs ?? nowUs) : null;
  const verdict = verdictOf(nowUs - still.sinceUs, poorSinceUs === null ? null : nowUs - poorSinceUs);
  const good = verdict === 'good' && !poor;
  return { verdict, still, poorSinceUs, ...(good ? learn(memory, detail) : usualOf(memory)) };
}

/** The source begins anew: what it showed before says nothing of now. What is usual for it stays. */
export function sourceBeginsAnew(memory: QualityMemory): QualityMemory {
  return { ...FIRST_QUALITY, ...usualOf(memory) };
}

/** A covered picture does not change either: that there is nothing in it says more. */
function verdictOf(stillUs: number, poorUs: number | null): PictureVerdict {
  if (poorUs !== null && poorUs >= COVERED_AFTER_US) return 'covered';
  return stillUs >= FROZEN_AFTER_US ? 'frozen' : 'good';
}

function isPoor(memory: QualityMemory, contrast: number, detail: number): boolean {
  const was = memory.poorSinceUs !== null;
  if (contrast < (was ? FLAT_UNTIL : FLAT_BELOW)) return true;
  if (memory.goodLooks < USUAL_AFTER) return false;
  return detail < memory.usualDetail * (was ? BLURRED_UNTIL : BLURRED_BELOW);
}

type Usual = Pick<QualityMemory, 'usualDetail' | 'goodLooks'>;

function learn({ usualDetail, goodLooks }: QualityMemory, detail: number): Usual {
  // The first looks are a plain mean, later ones only nudge it.
  const share = Math.max(USUAL_FOLLOWS, 1 / (goodLooks + 1));
  return { usualDetail: usualDetail + (detail - usualDetail) * share, goodLooks: goodLooks + 1 };
}

function usualOf({ usualDetail, goodLooks }: QualityMemory): Usual {
  return { usualDetail, goodLooks };
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) {
    const change = Math.abs((a[index] ?? 0) - (b[index] ?? 0));
    if (change > STILL_PLACE_BELOW) return false;
    sum += change;
  }
  return sum / Math.max(1, a.length) < STILL_BELOW;
}

/** Standard deviation of the shades. */
export function contrastOf(grey: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (const shade of grey) {
    sum += shade;
    squares += shade * shade;
  }
  const mean = sum / Math.max(1, grey.length);
  return Math.sqrt(Math.max(0, squares / Math.max(1, grey.length) - mean * mean));
}

/** Mean step from each place to the one beside it and to the one below. */
export function detailOf(grey: Float32Array): number {
  let sum = 0;
  let steps = 0;
  for (let index = 0; index < grey.length; index += 1) {
    const shade = grey[index] ?? 0;
    const right = (index + 1) % GREY_WIDTH === 0 ? undefined : grey[index + 1];
    const below = grey[index + GREY_WIDTH];
    if (right !== undefined) sum += Math.abs(right - shade);
    if (below !== undefined) sum += Math.abs(below - shade);
    steps += Number(right !== undefined) + Number(below !== undefined);
  }
  return sum / Math.max(1, steps);
}
