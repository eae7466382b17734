import type { PixelBox } from './boxes.ts';
import { overlap } from './boxes.ts';

/** A box with the number of the road user, or of the track, that it belongs to. */
export interface NumberedBox {
  readonly id: number;
  readonly box: PixelBox;
}

/** Truth and result of one frame. */
export interface TrackFrame {
  readonly truth: readonly NumberedBox[];
  readonly found: readonly NumberedBox[];
}

/** One frame as the measures want it: places in the lists of all ids, and how alike each two boxes are. */
export interface LikenessFrame {
  readonly truth: readonly number[];
  readonly found: readonly number[];
  readonly likeness: (row: number, column: number) => number;
}

/** A whole clip. How alike two things are lies between 0 and 1. */
export interface TrackSequence {
  readonly frames: readonly LikenessFrame[];
  readonly truths: number;
  readonly tracks: number;
  /** In how many frames each true one, and each track, is there. */
  readonly truthFrames: readonly number[];
  readonly trackFrames: readonly number[];
}

export function sequenceOf(frames: readonly TrackFrame[]): TrackSequence {
  return sequenceFrom(
    frames.map(({ truth, found }) => ({
      truth: truth.map(({ id }) => id),
      found: found.map(({ id }) => id),
      likeness: (row, column) => {
        const [a, b] = [truth[row], found[column]];
        return a === undefined || b === undefined ? 0 : overlap(a.box, b.box);
      },
    })),
  );
}

/** The same for anything that can be likened, by ids as they come. */
export function sequenceFrom(frames: readonly LikenessFrame[]): TrackSequence {
  const truth = createPlaces();
  const found = createPlaces();
  const placed = frames.map((frame) => ({
    truth: frame.truth.map(truth.placeOf),
    found: frame.found.map(found.placeOf),
    likeness: frame.likeness,
  }));
  return {
    frames: placed,
    truths: truth.seen.length,
    tracks: found.seen.length,
    truthFrames: truth.seen,
    trackFrames: found.seen,
  };
}

function createPlaces(): { readonly seen: number[]; readonly placeOf: (id: number) => number } {
  const places = new Map<number, number>();
  const seen: number[] = [];
  return {
    seen,
    placeOf: (id) => {
      const place = places.get(id) ?? places.size;
      places.set(id, place);
      seen[place] = (seen[place] ?? 0) + 1;
      return place;
    },
  };
}

/** Counts of pairs of truth and track, few of the many possible ones. */
export function createPairCounts(tracks: number): {
  readonly add: (truth: number, track: number, by: number) => void;
  readonly of: (truth: number, track: number) => number;
  readonly entries: () => IterableIterator<[number, number]>;
  readonly truthOf: (key: number) => number;
  readonly trackOf: (key: number) => number;
} {
  const width = Math.max(1, tracks);
  const counts = new Map<number, number>();
  return {
    add: (truth, track, by) => counts.set(truth * width + track, (counts.get(truth * width + track) ?? 0) + by),
    of: (truth, track) => counts.get(truth * width + track) ?? 0,
    entries: () => counts.entries(),
    truthOf: (key) => Math.floor(key / width),
    trackOf: (key) => key % width,
  };
}
