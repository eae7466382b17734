import { describe, expect, it } from 'vitest';
import { cameraAtMoment } from '../../../../simulator/camera/motion.ts';
import { inPicture } from '../../../../simulator/camera/picture-geometry.ts';
import { cameraAt, mountLookingAt } from '../../../../simulator/camera/mounts.ts';
import { toGround } from '../../../../simulator/camera/camera.ts';

const MOUNT = mountLookingAt('mast', { x: 2, y: -30, z: 8 }, { x: 0, y: 5 }, 0.7);
const CAMERA = cameraAt(MOUNT, { width: 640, height: 360 });

describe('a mount', () => {
  it('looks at what it is told to look at', () => {
    const [middle] = inPicture(CAMERA, [{ x: 0, y: 5 }]) ?? [];
    expect(middle?.x).toBeCloseTo(0.5, 9);
    expect(middle?.y).toBeCloseTo(0.5, 9);
  });

  it('draws nothing that lies behind it', () => {
    expect(
      inPicture(CAMERA, [
        { x: 0, y: 5 },
        { x: 0, y: -80 },
      ]),
    ).toBeNull();
  });
});

describe('a camera in the wind', () => {
  const shake = { swing: 0.002, hertz: 3, seed: 4 };
  const yaws = Array.from({ length: 200 }, (_, at) => cameraAtMoment(CAMERA, { shake, knock: null }, at * 0.04).yaw);

  it('swings within its bounds around where it looks', () => {
    const swings = yaws.map((yaw) => yaw - CAMERA.yaw);
    expect(Math.max(...swings)).toBeGreaterThan(0.0008);
    expect(Math.max(...swings.map(Math.abs))).toBeLessThanOrEqual(0.002);
    expect(Math.min(...swings)).toBeLessThan(-0.0008);
  });
});

describe('a camera that is knocked', () => {
  const knock = { at: 10, yaw: 0.07, pitch: -0.04, roll: 0.03 };
  const at = (seconds: number) => cameraAtMoment(CAMERA, { shake: null, knock }, seconds);

  it('looks as before until then, and another way for good after', () => {
    expect(at(9.99)).toEqual(CAMERA);
    expect(at(11).yaw).toBeCloseTo(CAMERA.yaw + 0.07, 12);
    expect(at(500)).toEqual(at(11));
    const seen = toGround(at(11), { u: 320, v: 180 });
    expect(Math.hypot((seen?.x ?? 0) - 0, (seen?.y ?? 0) - 5)).toBeGreaterThan(2);
  });
});
