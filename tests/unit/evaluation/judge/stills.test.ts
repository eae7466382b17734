import { describe, expect, it } from 'vitest';
import { stillScores } from '../../../../evaluation/judge/stills.ts';
import type { JudgedStill } from '../../../../evaluation/judge/stills.ts';

type Box = readonly [number, number, number, number];
type Truth = JudgedStill['still']['objects'][number];

const there = (kind: Truth['class'], box: Box, visibleShare = 1): Truth => ({
  ...{ class: kind, visibleShare, inPicture: 1 },
  box: [...box],
});
const seen = (kind: JudgedStill['seen'][number]['class'], box: Box, score = 0.9) => ({ class: kind, box, score });
const judged = (objects: readonly Truth[], found: JudgedStill['seen']): JudgedStill => ({
  still: { scene: 'junction', light: 'day', weather: 'clear', objects: [...objects] },
  seen: found,
});

const NEAR: Box = [10, 10, 110, 60];
const FAR: Box = [200, 10, 220, 25];

describe('a detector on labelled stills', () => {
  it('may call an articulated lorry a truck, and nothing else', () => {
    const lorry = [there('trailer', NEAR)];
    expect(stillScores([judged(lorry, [seen('truck', NEAR)])], { kind: 'truck' }).ap50).toBe(1);
    expect(stillScores([judged(lorry, [seen('bus', NEAR)])], { kind: 'truck' }).ap50).toBe(0);
    expect(stillScores([judged(lorry, [seen('bus', NEAR)])], { kind: null }).ap50).toBe(1);
  });

  it('must find an ambulance, whatever it calls it', () => {
    const ambulance = [there('emergency_vehicle', NEAR), there('van', FAR)];
    const found = [seen('van', NEAR), seen('van', FAR, 0.5)];
    // The better score is neither right nor wrong here.
    expect(stillScores([judged(ambulance, found)], { kind: 'van' })).toMatchObject({ ap50: 1, trueBoxes: 1 });
    expect(stillScores([judged(ambulance, found)], { kind: null })).toMatchObject({ ap50: 1, trueBoxes: 2 });
    expect(stillScores([judged(ambulance, [seen('van', FAR)])], { kind: null }).recall).toBe(0.5);
  });

  it('is not asked for what hardly anything of can be seen, nor for what is tiny', () => {
    const hidden = [there('car', NEAR, 0.3), there('car', [300, 10, 309, 18])];
    expect(stillScores([judged(hidden, [])], { kind: 'car' })).toMatchObject({ ap50: null, trueBoxes: 0 });
    const invented = judged([...hidden, there('car', FAR)], [seen('car', NEAR, 0.95), seen('car', FAR, 0.5)]);
    expect(stillScores([invented], { kind: 'car' }).ap50).toBe(1);
  });

  it('is judged by size without the other sizes in the way', () => {
    const picture = judged([there('car', NEAR), there('car', FAR)], [seen('car', NEAR)]);
    expect(stillScores([picture], { kind: null, sizes: [64, Infinity] }).ap50).toBe(1);
    expect(stillScores([picture], { kind: null, sizes: [12, 24] })).toMatchObject({ ap50: 0, trueBoxes: 1 });
  });

  it('is wrong where it takes a thing for a road user', () => {
    const scores = stillScores(
      [judged([there('debris', FAR), there('car', NEAR)], [seen('car', NEAR, 0.4), seen('car', FAR)])],
      {
        kind: 'car',
      },
    );
    expect(scores.ap50).toBeCloseTo(0.5, 2);
  });
});
