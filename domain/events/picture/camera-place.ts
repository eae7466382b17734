import { cellsFromText, cellsToText } from './grey-picture.ts';
import type { GreyPicture } from './grey-picture.ts';
import { bestShift, edgesOf, likenessAt } from './registration.ts';

/** What is remembered of where a camera looks. Changed in place. */
export interface CameraPlace {
  /** The picture as it is, without the traffic: smoothed over some seconds. */
  smooth: Uint16Array;
  /** The picture that it looked at first, following the light slowly; empty until it is known. */
  reference: Uint16Array;
  samples: number;
  movedSinceUs: number | null;
  x: number;
  y: number;
}

/** Samples that are smoothed before the first picture counts as known. */
const LEARNS = 20;
/** Shares by which the smoothed picture and the reference follow. */
const [SMOOTHS, FOLLOWS] = [0.2, 1 / 512];
/** As like as this in its place, a camera has not moved; somewhere else it must fit this well, and so much better than in its place. */
const [IN_PLACE, FITS, BETTER] = [0.75, 0.55, 0.12];

/** Before the first picture. */
export function createCameraPlace(): CameraPlace {
  return { smooth: new Uint16Array(0), reference: new Uint16Array(0), samples: 0, movedSinceUs: null, x: 0, y: 0 };
}

/** Takes the next small picture, twice a second, and says since when and how far the camera lies from where it lay. */
export function stepCameraPlace(place: CameraPlace, picture: GreyPicture, nowUs: number, leastShare: number): void {
  const { width, height, cells } = picture;
  if (place.smooth.length !== cells.length) Object.assign(place, createCameraPlace(), { smooth: cells.slice() });
  follow(place.smooth, cells, SMOOTHS);
  place.samples += 1;
  if (place.reference.length === 0) {
    if (place.samples >= LEARNS) place.reference = place.smooth.slice();
    return;
  }
  const now = edgesOf({ width, height, cells: place.smooth });
  const then = edgesOf({ width, height, cells: place.reference });
  const inPlace = likenessAt(then, now, width, height, 0, 0);
  if (inPlace >= IN_PLACE) {
    place.movedSinceUs = null;
    follow(place.reference, place.smooth, FOLLOWS);
    return;
  }
  const { x, y, likeness } = bestShift(then, now, width, height);
  const isMoved = likeness >= FITS && likeness >= inPlace + BETTER && Math.hypot(x, y) / height >= leastShare;
  if (!isMoved) {
    // Dark, covered or blinded: that says nothing of where it looks.
    if (place.movedSinceUs !== null && inPlace > likeness - BETTER / 2) place.movedSinceUs = null;
    return;
  }
  place.movedSinceUs ??= nowUs;
  place.x = Math.round((1000 * x) / height) / 1000;
  place.y = Math.round((1000 * y) / height) / 1000;
}

function follow(of: Uint16Array, towards: Uint16Array, share: number): void {
  for (let at = 0; at < of.length; at += 1) {
    const [from, to] = [of[at] ?? 0, towards[at] ?? 0];
    const step = (to - from) * share;
    // Steps below one would never be made: the rest of the way is gone one by one.
    of[at] = from + (Math.abs(step) < 1 ? Math.sign(to - from) : Math.round(step));
  }
}

/** The memory as data for a checkpoint. */
export function serializeCameraPlace({ smooth, reference, ...rest }: CameraPlace): object {
  return { ...rest, cells: smooth.length, smooth: cellsToText(smooth), reference: cellsToText(reference) };
}

/** The memory that a checkpoint holds; null where it is damaged. */
export function readCameraPlace(record: Readonly<Record<string, unknown>>): CameraPlace | null {
  const { cells, samples, movedSinceUs, x, y } = record;
  if (typeof cells !== 'number' || typeof samples !== 'number' || typeof x !== 'number' || typeof y !== 'number')
    return null;
  const smooth = cellsFromText(record['smooth'], cells);
  const reference = record['reference'] === '' ? new Uint16Array(0) : cellsFromText(record['reference'], cells);
  if (smooth === null || reference === null || (movedSinceUs !== null && typeof movedSinceUs !== 'number')) return null;
  return { smooth, reference, samples, movedSinceUs, x, y };
}
