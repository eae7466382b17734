import { describe, expect, it } from 'vitest';
import { fitCalibration } from '../../../../domain/calibration/fit-calibration.ts';
import type { CalibrationFit } from '../../../../domain/calibration/types.ts';
import { allFromCamera, fromCamera, groundFrame } from '../../../../domain/map/ground-frame.ts';
import { headingOf } from '../../../../domain/map/places.ts';
import { toGround } from '../../../../simulator/camera/camera.ts';
import type { Camera } from '../../../../simulator/camera/camera.ts';

const SIZE = { width: 640, height: 360 };
const CAMERA: Camera = {
  ...{ position: { x: 26, y: 14, z: 12 }, yaw: -2.4, pitch: 0.35, roll: 0, verticalFov: 0.8, k1: 0 },
  ...SIZE,
};

/** What a person who measured exactly would have calibrated. */
function calibrated(camera: Camera): CalibrationFit {
  const points = [0.1, 0.5, 0.9].flatMap((x) =>
    [0.45, 0.7, 0.95].flatMap((y) => {
      const ground = toGround(camera, { u: x * SIZE.width, v: y * SIZE.height });
      return ground === null ? [] : [{ picture: { x, y }, ground }];
    }),
  );
  const fit = fitCalibration({
    ...{ picture: SIZE, points, lens: 0, checkLine: null },
    region: { kind: 'around-points', factor: 1 },
  });
  if (!fit.ok) throw new Error(fit.failure.message);
  return fit.value;
}

const degrees = (radians: number): number => ((((radians * 180) / Math.PI) % 360) + 360) % 360;

describe('a calibrated camera', () => {
  const frame = groundFrame(calibrated(CAMERA), SIZE)!;

  it('knows where it stands in its own metres, where it looks and how wide', () => {
    expect(frame.stand.at.x).toBeCloseTo(26, 2);
    expect(frame.stand.at.y).toBeCloseTo(14, 2);
    expect(frame.stand.heading).toBeCloseTo(degrees(Math.PI / 2 - CAMERA.yaw), 2);
    const width = 2 * Math.atan(Math.tan(0.4) * (640 / 360));
    expect(frame.stand.fieldOfView).toBeCloseTo((width * 180) / Math.PI, 2);
  });

  it('laid on the map in the heading of its own frame, shows its picture where it lies', () => {
    const offset = fromCamera(frame, frame.stand.heading, { x: 0.3, y: 0.8 })!;
    const ground = toGround(CAMERA, { u: 0.3 * 640, v: 0.8 * 360 })!;
    expect(offset.east).toBeCloseTo(ground.x - 26, 2);
    expect(offset.north).toBeCloseTo(ground.y - 14, 2);
  });

  it.each([0, 45, 229.3])('turned to %d°, sees the middle of its picture there', (heading) => {
    expect(headingOf(fromCamera(frame, heading, { x: 0.5, y: 0.6 })!)).toBeCloseTo(heading, 1);
  });

  it('turns all of its ground without bending it', () => {
    const points = [
      { x: 0.2, y: 0.9 },
      { x: 0.8, y: 0.6 },
    ];
    const gap = (heading: number): number => {
      const [a, b] = allFromCamera(frame, heading, points)!;
      return Math.hypot(a!.east - b!.east, a!.north - b!.north);
    };
    expect(gap(10)).toBeCloseTo(gap(200), 6);
  });

  it('says nothing of the sky, and of all points nothing where one is in it', () => {
    expect(fromCamera(frame, 0, { x: 0.5, y: 0 })).toBeNull();
    expect(
      allFromCamera(frame, 0, [
        { x: 0.5, y: 0.9 },
        { x: 0.5, y: 0 },
      ]),
    ).toBeNull();
  });
});

it('a camera that looks straight down stands over the middle of its picture, and how wide it looks stays open', () => {
  // Ten metres to a picture height, the picture's top to the east.
  const frame = groundFrame({ groundToPicture: [0, -0.1, 0, -0.1, 0, 0, 0, 0, 1], k1: 0 }, SIZE)!;
  expect(frame.stand.at.x).toBeCloseTo(0, 9);
  expect(frame.stand.at.y).toBeCloseTo(0, 9);
  expect(frame.stand).toMatchObject({ heading: 90, fieldOfView: null });
});

it('a calibration that cannot be turned round gives no frame', () => {
  expect(groundFrame({ groundToPicture: [0, 0, 0, 0, 0, 0, 0, 0, 0], k1: 0 }, SIZE)).toBeNull();
});
