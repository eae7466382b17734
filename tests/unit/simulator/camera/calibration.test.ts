import { describe, expect, it } from 'vitest';
import { spaceProjection } from '../../../../domain/calibration/camera-pose.ts';
import { fitCalibration } from '../../../../domain/calibration/fit-calibration.ts';
import {
  groundCovariance,
  groundMap,
  slopesAt,
  toGround,
  toPicture,
} from '../../../../domain/calibration/ground-map.ts';
import { lengthSigma, lengthSureness } from '../../../../domain/calibration/scale-sureness.ts';
import type { CalibrationDraft, CalibrationFit } from '../../../../domain/calibration/types.ts';
import { normPoint } from '../../../../domain/geometry/points.ts';
import { groundHomography, toPicture as spaceToPicture } from '../../../../simulator/camera/camera.ts';
import { bendOf, draftOf, PLACES, pointAt, roadCamera, seenAt } from './exact-cameras.ts';

function fitted(draft: CalibrationDraft): CalibrationFit {
  const fit = fitCalibration(draft);
  if (!fit.ok) throw new Error(`${fit.failure.code}: ${fit.failure.message}`);
  return fit.value;
}

function mapOf(draft: CalibrationDraft) {
  const { groundToPicture, k1 } = fitted(draft);
  const map = groundMap(groundToPicture, k1, draft.picture.width / draft.picture.height);
  if (map === null) throw new Error('there is no way back');
  return map;
}

function refusal(change: Partial<CalibrationDraft>, count = 4): string {
  const fit = fitCalibration(draftOf(roadCamera(), count, change));
  return fit.ok ? 'accepted' : fit.failure.code;
}

describe('a calibration from four exact points', () => {
  it('is the homography of the camera, up to its scale', () => {
    const camera = roadCamera();
    const { groundToPicture } = fitted(draftOf(camera));
    const exact = groundHomography(camera);
    // The exact one is in pixels from the corner; the middle of the picture and its height undo that.
    const [h0 = 0, h1 = 0, h2 = 0, h3 = 0, h4 = 0, h5 = 0, h6 = 0, h7 = 0, h8 = 0] = exact;
    const inHeights = [
      ...[h0, h1, h2].map((value, at) => (value - (camera.width / 2) * [h6, h7, h8][at]!) / camera.height),
      ...[h3, h4, h5].map((value, at) => (value - (camera.height / 2) * [h6, h7, h8][at]!) / camera.height),
      ...[h6, h7, h8],
    ];
    const scale = groundToPicture[8]! / h8;
    groundToPicture.forEach((value, at) => expect(value).toBeCloseTo(inHeights[at]! * scale, 7));
  });

  it('leaves no error, and finds other places of the road', () => {
    const camera = roadCamera();
    const { reprojection, region } = fitted(draftOf(camera));
    expect(reprojection.rmsPixels).toBeLessThan(1e-6);
    expect(reprojection.rmsMetres).toBeLessThan(1e-6);
    expect(region.length).toBeGreaterThanOrEqual(4);
    const map = mapOf(draftOf(camera));
    for (const place of PLACES) {
      const { picture, ground } = pointAt(camera, place);
      expect(toGround(map, picture)?.x).toBeCloseTo(ground.x, 6);
      expect(toGround(map, picture)?.y).toBeCloseTo(ground.y, 6);
      expect(toPicture(map, ground)?.x).toBeCloseTo(picture.x, 8);
    }
  });

  it('is worked by hand: a metre a tenth of the picture where a camera looks straight down', () => {
    const map = mapOf({
      picture: { width: 1000, height: 1000 },
      points: [
        { picture: normPoint(0.1, 0.9), ground: { x: 0, y: 0 } },
        { picture: normPoint(0.9, 0.9), ground: { x: 8, y: 0 } },
        { picture: normPoint(0.9, 0.1), ground: { x: 8, y: 8 } },
        { picture: normPoint(0.1, 0.1), ground: { x: 0, y: 8 } },
      ],
      lens: 0,
      region: { kind: 'around-points', factor: 1 },
      checkLine: null,
    });
    expect(toGround(map, normPoint(0.5, 0.5))).toEqual({ x: expect.closeTo(4, 9), y: expect.closeTo(4, 9) });
    const slopes = slopesAt(map, normPoint(0.3, 0.4));
    if (slopes === null) throw new Error('there is ground');
    // Ten metres a picture height, y against the picture's v.
    expect(slopes).toEqual({
      xu: expect.closeTo(10, 6),
      xv: expect.closeTo(0, 6),
      yu: expect.closeTo(0, 6),
      yv: expect.closeTo(-10, 6),
    });
    expect(groundCovariance(slopes, 0.01, 0.02)).toEqual({
      xx: expect.closeTo(0.01, 8),
      xy: expect.closeTo(0, 8),
      yy: expect.closeTo(0.04, 8),
    });
  });

  it('knows the sky from the road', () => {
    expect(toGround(mapOf(draftOf(roadCamera())), normPoint(0.5, -0.9))).toBeNull();
  });

  it('knows the height of things as well', () => {
    const camera = roadCamera();
    const { groundToPicture } = fitted(draftOf(camera, 6));
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0, k = 0, l = 0] =
      spaceProjection(groundToPicture) ?? [];
    const at = { x: 9, y: 8, z: 3.2 };
    const w = i * at.x + j * at.y + k * at.z + l;
    const seen = spaceToPicture(camera, at);
    const { width, height } = camera;
    expect((a * at.x + b * at.y + c * at.z + d) / w).toBeCloseTo(((seen?.u ?? 0) - width / 2) / height, 6);
    expect((e * at.x + f * at.y + g * at.z + h) / w).toBeCloseTo(((seen?.v ?? 0) - height / 2) / height, 6);
  });
});

describe('more than four points', () => {
  it('outvote one that is wrong, and it is shown as not used with its error', () => {
    const camera = roadCamera();
    const draft = draftOf(camera, 8);
    const wrong = { ...draft.points[3]!, ground: { x: draft.points[3]!.ground.x + 4, y: draft.points[3]!.ground.y } };
    const { reprojection } = fitted({ ...draft, points: draft.points.map((point, at) => (at === 3 ? wrong : point)) });
    expect(reprojection.points.map(({ used }) => used)).toEqual([true, true, true, false, true, true, true, true]);
    expect(reprojection.points[3]?.metres).toBeCloseTo(4, 3);
    expect(reprojection.rmsPixels).toBeLessThan(0.01);
  });

  it('share the error of a hand that is a pixel off', () => {
    const camera = roadCamera();
    const draft = draftOf(camera, 10);
    const shaken = draft.points.map((point, at) => ({
      ...point,
      picture: normPoint(point.picture.x + (at % 3 === 0 ? 1 : -0.5) / 1280, point.picture.y + (at % 2 ? 1 : -1) / 720),
    }));
    const { reprojection } = fitted({ ...draft, points: shaken });
    expect(reprojection.points.every(({ used }) => used)).toBe(true);
    expect(reprojection.rmsPixels).toBeGreaterThan(0.3);
    expect(reprojection.rmsPixels).toBeLessThan(1.2);
  });
});

describe('a bent lens', () => {
  it.each([-0.12, 0.08])('is found from the points (k1 %f in focal lengths)', (k1) => {
    const camera = roadCamera({ k1 });
    const { k1: found, reprojection } = fitted(draftOf(camera, 10, { lens: 'find' }));
    expect(found).toBeCloseTo(bendOf(camera), 3);
    expect(reprojection.rmsPixels).toBeLessThan(0.05);
  });

  it('is taken as given, and places on the road are then right', () => {
    const camera = roadCamera({ k1: -0.12 });
    const map = mapOf(draftOf(camera, 4, { lens: bendOf(camera) }));
    const { picture, ground } = pointAt(camera, [0.5, 0.6]);
    expect(toGround(map, picture)?.x).toBeCloseTo(ground.x, 5);
    expect(toPicture(map, ground)?.y).toBeCloseTo(picture.y, 7);
  });
});

describe('what cannot be a calibration', () => {
  const camera = roadCamera();
  const points = draftOf(camera).points;
  const row = (share: number) => pointAt(camera, [0.1 + 0.8 * share, 0.8]);
  it.each<[string, string, Partial<CalibrationDraft>, number?]>([
    ['three points', 'calibration-too-few-points', { points: points.slice(0, 3) }],
    ['a lens to be found from four', 'calibration-lens-needs-points', { lens: 'find' }],
    [
      'a position that was typed twice',
      'calibration-points-too-near',
      { points: [...points, { ...points[0]!, picture: normPoint(0.5, 0.5) }] },
    ],
    ['points on one line', 'calibration-collinear', { points: [0, 0.3, 0.6, 1].map(row) }],
    ['three of four on one line', 'calibration-collinear', { points: [row(0), row(0.4), row(1), points[2]!] }],
    [
      'x and y exchanged',
      'calibration-mirrored',
      { points: points.map((point) => ({ ...point, ground: { x: point.ground.y, y: point.ground.x } })) },
    ],
    [
      'two points exchanged',
      'calibration-crossed',
      {
        points: [
          { ...points[0]!, ground: points[1]!.ground },
          { ...points[1]!, ground: points[0]!.ground },
          ...points.slice(2),
        ],
      },
    ],
    [
      'an area that reaches the sky',
      'calibration-horizon',
      {
        points: draftOf(roadCamera({ pitch: 0.2 })).points,
        region: { kind: 'around-points', factor: 2 },
      },
    ],
    [
      'a check line in the sky',
      'calibration-check-horizon',
      { checkLine: { from: normPoint(0.5, 0.5), to: normPoint(0.5, -0.9), metres: 5 } },
    ],
    [
      'an area that crosses itself',
      'polygon-crosses-itself',
      {
        region: {
          kind: 'drawn',
          points: [normPoint(0.1, 0.1), normPoint(0.9, 0.9), normPoint(0.9, 0.1), normPoint(0.1, 0.9)],
        },
      },
    ],
  ])('%s: %s', (_what, code, change) => {
    expect(refusal(change)).toBe(code);
  });
});

describe('a check line', () => {
  const camera = roadCamera();
  const [from, to] = [seenAt(camera, { x: 6, y: 4 }), seenAt(camera, { x: 12, y: 12 })];

  it('comes out as long as it is', () => {
    const { check } = fitted(draftOf(camera, 4, { checkLine: { from, to, metres: 10 } }));
    expect(check?.metres).toBeCloseTo(10, 6);
    expect(check?.errorPercent).toBeCloseTo(0, 5);
  });

  it('tells of points whose metres are 5 % too long', () => {
    const draft = draftOf(camera, 4, { checkLine: { from, to, metres: 10 } });
    const stretched = draft.points.map(({ picture, ground }) => ({
      picture,
      ground: { x: ground.x * 1.05, y: ground.y * 1.05 },
    }));
    expect(fitted({ ...draft, points: stretched }).check?.errorPercent).toBeCloseTo(5, 4);
  });
});

describe('the sureness of lengths', () => {
  it('is what many hands that are two thousandths of the picture off would show', () => {
    const camera = roadCamera();
    const draft = draftOf(camera, 4);
    const [from, to] = [seenAt(camera, { x: 8, y: 6 }), seenAt(camera, { x: 12, y: 10 })];
    const sure = lengthSureness(mapOf(draft), draft.points, fitted(draft));
    if (sure === null) throw new Error('it says nothing');
    const sigma = lengthSigma(sure, from, to, { x: Math.SQRT1_2, y: Math.SQRT1_2 });
    // One coordinate of one point at a time: small errors add by their squares.
    const off = 0.002;
    let variance = 0;
    for (const [at, axis] of draft.points.flatMap(
      (_, point) =>
        [
          [point, 'x'],
          [point, 'y'],
        ] as const,
    )) {
      const moved = draft.points.map((point, index) => {
        if (index !== at) return point;
        const { x, y } = point.picture;
        const aspect = camera.width / camera.height;
        return { ...point, picture: axis === 'x' ? normPoint(x + off / aspect, y) : normPoint(x, y + off) };
      });
      const map = mapOf({ ...draft, points: moved });
      const [a, b] = [toGround(map, from), toGround(map, to)];
      const length = ((b?.x ?? 0) - (a?.x ?? 0) + (b?.y ?? 0) - (a?.y ?? 0)) * Math.SQRT1_2;
      variance += (length - Math.hypot(4, 4)) ** 2;
    }
    expect(sigma).toBeGreaterThan(0.01);
    expect(sigma / Math.sqrt(variance)).toBeCloseTo(1, 1);
  });

  it('holds the error of the check line', () => {
    const camera = roadCamera();
    const line = { from: seenAt(camera, { x: 6, y: 4 }), to: seenAt(camera, { x: 12, y: 12 }) };
    const draft = draftOf(camera, 4, { checkLine: { ...line, metres: 9 } });
    const sure = lengthSureness(mapOf(draft), draft.points, fitted(draft));
    if (sure === null) throw new Error('it says nothing');
    expect(lengthSigma(sure, line.from, line.to, { x: 0.6, y: 0.8 })).toBeGreaterThan(10 / 9);
  });
});
