import { describe, expect, it } from 'vitest';
import { countingScores } from '../../../../evaluation/judge/counting.ts';
import { detectionScores } from '../../../../evaluation/judge/detection.ts';
import { trackingScores } from '../../../../evaluation/judge/tracking.ts';
import type { PixelBox } from '../../../../evaluation/metrics/boxes.ts';
import type { ClipTruth, TrueObject } from '../../../../bench/support/clip-truth.ts';

const CLIP = { kind: 'clip', id: 'c', file: 'c.mp4', width: 200, height: 100, fps: 10, frames: 4 } as const;
const LONG = { ...CLIP, frames: 40 };
const square = (x: number, size = 20): PixelBox => [x, 0, x + size, size];
const car = (id: number, box: PixelBox, visible = 1): TrueObject => ({ id, class: 'car', box, visible });
const share = ([left, top, right, bottom]: PixelBox) => [left / 200, top / 100, right / 200, bottom / 100] as const;

function truthOf(frames: TrueObject[][], crossings: ClipTruth['crossings'] = []): ClipTruth {
  return { clip: { ...CLIP, classes: ['car', 'bus'] }, frames, crossings };
}

describe('finding', () => {
  const seen = (box: PixelBox, kind: 'car' | 'bus' = 'car') => ({ class: kind, score: 0.9, box });

  it('is judged by class, and with all classes as one', () => {
    const scores = detectionScores([{ truth: [car(1, square(0))], seen: [seen(square(0), 'bus')] }], ['car', 'bus']);
    expect(scores.get('any')?.ap50).toBe(1);
    expect(scores.get('car')?.ap50).toBe(0);
    expect(scores.get('bus')).toMatchObject({ ap50: null, trueBoxes: 0 });
  });

  it('does not ask for what is under twelve pixels or mostly hidden, and blames nobody for seeing it', () => {
    const truth = [car(1, square(0)), car(2, square(60, 8)), car(3, square(120), 0.2)];
    const all = truth.map(({ box }) => seen(box));
    expect(detectionScores([{ truth, seen: all }], []).get('any')).toMatchObject({ ap50: 1, trueBoxes: 1 });
    expect(detectionScores([{ truth, seen: all.slice(1) }], []).get('any')?.ap50).toBe(0);
  });
});

describe('following', () => {
  const box = (frame: number, track: number, of: PixelBox) => ({ frame, track, box: share(of) });

  it('is judged frame by frame in pixels of the clip', () => {
    const truth = truthOf([[car(1, square(0))], [car(1, square(4))], [car(1, square(8))], [car(1, square(12))]]);
    const scores = trackingScores(
      truth,
      [0, 1, 2, 3].map((frame) => box(frame, frame < 2 ? 7 : 8, square(frame * 4))),
    );
    expect(scores.clear).toMatchObject({ switches: 1, missed: 0, invented: 0 });
    expect(scores.identity.idf1).toBeCloseTo(0.5, 9);
  });

  it('forgives tracks of what is not asked for, and no others', () => {
    const hidden = truthOf([[car(1, square(0)), car(2, square(60), 0.1)]]);
    const boxes = [box(0, 1, square(0)), box(0, 2, square(60)), box(0, 3, square(140))];
    expect(trackingScores(hidden, boxes).clear).toMatchObject({ matches: 1, invented: 1, missed: 0 });
  });
});

describe('counting', () => {
  const crossed = (line: string, frame: number, kind: 'car' | 'bus' = 'car', direction: 'in' | 'out' = 'in') => ({
    ...{ line, frame, direction },
    class: kind,
  });

  it('is judged by line and direction, with and without the class', () => {
    const crossings = [crossed('North', 5), crossed('North', 20)].map((one, id) => ({ ...one, id }));
    const truth = { ...truthOf([], crossings), clip: { ...LONG, classes: [] } };
    const scores = countingScores(truth, [crossed('North', 9), crossed('North', 20, 'bus'), crossed('South', 20)]);
    expect(scores.crossings).toMatchObject({ matched: 2, missed: 0, invented: 1 });
    expect(scores.classified).toMatchObject({ matched: 1, missed: 1, invented: 2 });
    // 4 s of video: 2 true crossings are 1,800 an hour, counted alike; one where there was none is 900 too many.
    expect(scores.volumes).toMatchObject({ mae: 450, wape: 0.5, gehUnder5: 0.5 });
  });

  it('does not take a crossing for one that was more than a second away', () => {
    const truth = { ...truthOf([], [{ ...crossed('North', 5), id: 1 }]), clip: { ...LONG, classes: [] } };
    expect(countingScores(truth, [crossed('North', 15)]).crossings.matched).toBe(1);
    expect(countingScores(truth, [crossed('North', 16)]).crossings.matched).toBe(0);
  });

  it('asks for nobody who is tiny at the line, or reaches it as the clip ends', () => {
    const boxes = Array.from({ length: 40 }, () => [car(1, square(0, 9)), car(2, square(60))]);
    const crossings = [
      { ...crossed('North', 10), id: 1 },
      { ...crossed('North', 20), id: 2 },
      { ...crossed('North', 39), id: 2 },
    ];
    const truth = { ...truthOf(boxes, crossings), clip: { ...LONG, classes: [] } };
    const asked = { matched: 1, missed: 0, invented: 0 };
    expect(countingScores(truth, [crossed('North', 20)]).crossings).toMatchObject(asked);
    expect(
      countingScores(
        truth,
        [11, 20, 38].map((at) => crossed('North', at)),
      ).crossings,
    ).toMatchObject(asked);
    // One too many is one too many, even there.
    const more = [10, 11, 20].map((at) => crossed('North', at));
    expect(countingScores(truth, more).crossings).toMatchObject({ matched: 1, invented: 1 });
    expect(countingScores(truth, []).crossings).toMatchObject({ matched: 0, missed: 1 });
  });
});
