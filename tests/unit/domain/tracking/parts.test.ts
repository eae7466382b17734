import { describe, expect, it } from 'vitest';
import { normPoint } from '../../../../domain/geometry/points.ts';
import { classCode, ROAD_USER_CLASSES } from '../../../../domain/detection/classes.ts';
import { boxOverlap, boxShareInside } from '../../../../domain/tracking/box-view.ts';
import { classDistance, codeDistance } from '../../../../domain/tracking/class-kinship.ts';
import { quantBox, quantize, referencePoint } from '../../../../domain/tracking/quant-box.ts';
import { seenBoxes } from '../../../../domain/tracking/seen-boxes.ts';
import { fitsPlace, isStanding, noteRest, startRest } from '../../../../domain/tracking/standing.ts';
import { detections, settingsWith } from './synthetic-traffic.ts';

const view = (x: number, y: number, width: number, height: number) => ({
  values: Float64Array.of(x, y, width, height),
  offset: 0,
});

describe('quantised boxes', () => {
  it.each([
    [0, 0],
    [1, 65_535],
    [0.5, 32_768],
    [-0.2, 0],
    [1.7, 65_535],
    [-0, 0],
  ])('%d becomes %i', (share, expected) => {
    expect(Object.is(quantize(share), expected)).toBe(true);
  });

  it('give the reference point as a share of the picture', () => {
    const box = quantBox(0.2, 0.2, 0.6, 0.8);
    const foot = referencePoint(box, normPoint(0.5, 1));
    expect(foot.x).toBeCloseTo(0.4, 4);
    expect(foot.y).toBeCloseTo(0.8, 4);
    expect(referencePoint(box, normPoint(0, 0)).x).toBeCloseTo(0.2, 4);
  });
});

describe('how classes may be confused', () => {
  it.each([
    ['car', 'car', 0],
    ['car', 'van', 0.15],
    ['truck', 'bus', 0.15],
    ['motorcycle', 'scooter', 0.15],
    ['motorcycle', 'car', 0.5],
    ['pedestrian', 'bicycle', 0.5],
    ['pedestrian', 'truck', Infinity],
    ['pedestrian', 'car', Infinity],
  ] as const)('%s and %s differ by %d', (a, b, expected) => {
    expect(classDistance(a, b)).toBe(expected);
    expect(classDistance(b, a)).toBe(expected);
    expect(codeDistance(classCode(a), classCode(b))).toBe(expected);
  });

  it('is known for every pair of classes', () => {
    for (const a of ROAD_USER_CLASSES)
      for (const b of ROAD_USER_CLASSES) expect(classDistance(a, b)).toBeGreaterThanOrEqual(0);
    expect(codeDistance(99, 99)).toBe(Infinity);
  });
});

describe('seen boxes', () => {
  it('are sorted by score and stretched to the real aspect; what is no box is left out', () => {
    const seen = seenBoxes(
      detections([
        { box: [0.1, 0.1, 0.3, 0.2], score: 0.9, class: 'car' },
        { box: [0.1, 0.1, 0.3, 0.2], score: 0.2, class: 'car' },
        { box: [0.1, 0.1, 0.3, 0.2], score: 0.01, class: 'car' },
        { box: [0.3, 0.1, 0.3, 0.2], score: 0.9, class: 'car' },
        { box: [Number.NaN, 0.1, 0.3, 0.2], score: 0.9, class: 'car' },
      ]),
      settingsWith({ aspect: 2 }),
    );
    expect(seen.strong).toEqual([0]);
    expect(seen.weak).toEqual([1]);
    [0.4, 0.15, 0.4, 0.1].forEach((value, at) => expect(seen.boxes[at]).toBeCloseTo(value, 6));
  });
});

describe('box views', () => {
  it('overlap and lie in each other', () => {
    expect(boxOverlap(view(0, 0, 2, 2), view(1, 0, 2, 2))).toBeCloseTo(1 / 3, 12);
    expect(boxOverlap(view(0, 0, 2, 2), view(5, 0, 2, 2))).toBe(0);
    expect(boxOverlap(view(0, 0, 2, 2), view(0, 5, 2, 2))).toBe(0);
    expect(boxShareInside(view(0, 0, 1, 1), view(0, 0, 2, 2))).toBe(1);
    expect(boxShareInside(view(0, 0, 2, 2), view(0, 0, 1, 1))).toBeCloseTo(0.25, 12);
    expect(boxShareInside(view(0, 0, 0, 0), view(0, 0, 1, 1))).toBe(0);
  });
});

describe('standing', () => {
  const settings = settingsWith({ standingAfterUs: 1_500_000 });
  const parked = () => {
    const rest = startRest(view(1, 1, 0.2, 0.1), 0);
    for (let at = 1; at <= 20; at += 1) {
      const us = at * 100_000;
      noteRest(rest, view(1 + (at % 2) * 0.004, 1, 0.2, 0.1), 0.1, us, isStanding(rest, us - 100_000, settings));
    }
    return rest;
  };

  it('begins after the set time, detector noise notwithstanding', () => {
    const rest = parked();
    expect(isStanding(rest, 1_400_000, settings)).toBe(false);
    expect(isStanding(rest, 2_000_000, settings)).toBe(true);
  });

  it('goes on while something hides more and more of the vehicle', () => {
    const rest = parked();
    noteRest(rest, view(1.06, 1, 0.08, 0.1), 0.1, 2_100_000, true);
    expect(isStanding(rest, 2_100_000, settings)).toBe(true);
    expect(rest.box[2]).toBeCloseTo(0.2, 6);
  });

  it('ends when the vehicle drives off', () => {
    const rest = parked();
    noteRest(rest, view(1.15, 1, 0.2, 0.1), 0.1, 2_100_000, true);
    expect(isStanding(rest, 2_100_000, settings)).toBe(false);
  });

  it('is no standing when a vehicle creeps', () => {
    const rest = startRest(view(1, 1, 0.2, 0.1), 0);
    let standing = false;
    for (let at = 1; at <= 60; at += 1) {
      const us = at * 100_000;
      noteRest(rest, view(1 + at * 0.006, 1, 0.2, 0.1), 0.1, us, standing);
      standing = isStanding(rest, us, settings);
    }
    expect(standing).toBe(false);
  });

  it.each([
    ['the vehicle itself', view(1.01, 1, 0.2, 0.1), true],
    ['a visible third of it', view(1.06, 1, 0.06, 0.1), true],
    ['a lorry that covers it', view(1.1, 0.95, 0.6, 0.4), false],
    ['a speck on it', view(1, 1, 0.05, 0.05), false],
    ['a vehicle beside it', view(1.2, 1, 0.2, 0.1), false],
  ])('takes %s for the vehicle in its place only if it is', (_, seen, expected) => {
    expect(fitsPlace(parked(), seen) !== null).toBe(expected);
  });
});
