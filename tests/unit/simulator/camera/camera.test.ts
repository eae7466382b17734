import { describe, expect, it } from 'vitest';
import { bodyBox } from '../../../../simulator/camera/body-box.ts';
import { axesOf, groundHomography, toGround, toPicture } from '../../../../simulator/camera/camera.ts';
import type { Camera } from '../../../../simulator/camera/camera.ts';
import { junctionScene } from '../../../../simulator/scenes/junction.ts';
import { createTraffic } from '../../../../simulator/traffic/simulation.ts';

const degrees = (angle: number): number => (angle * Math.PI) / 180;
const CAMERA: Camera = {
  position: { x: 3, y: -20, z: 8 },
  ...{
    yaw: degrees(80),
    pitch: degrees(15),
    roll: degrees(2),
    verticalFov: degrees(40),
    k1: 0,
    width: 640,
    height: 360,
  },
};
const PLACES = [
  { x: 0, y: 0 },
  { x: 8, y: 12 },
  { x: -4, y: 30 },
  { x: 5, y: 2 },
];

describe('a camera', () => {
  it('sees in its middle what lies on its axis', () => {
    const [, , ahead] = axesOf(CAMERA);
    const { position } = CAMERA;
    const point = { x: position.x + 10 * ahead[0], y: position.y + 10 * ahead[1], z: position.z + 10 * ahead[2] };
    expect(toPicture(CAMERA, point)).toEqual({ u: expect.closeTo(320, 9), v: expect.closeTo(180, 9) });
  });

  it('has three axes at right angles, right to the right and down below', () => {
    const [right, down, ahead] = axesOf({ ...CAMERA, roll: 0 });
    const dot = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, one, at) => sum + one * (b[at] ?? 0), 0);
    for (const [a, b] of [
      [right, down],
      [down, ahead],
      [ahead, right],
    ] as const)
      expect(dot(a, b)).toBeCloseTo(0, 12);
    for (const axis of [right, down, ahead]) expect(dot(axis, axis)).toBeCloseTo(1, 12);
    const [left, rightOf] = [
      { x: -4, y: 5, z: 0 },
      { x: 10, y: 5, z: 0 },
    ].map((point) => toPicture(CAMERA, point)?.u ?? 0);
    expect(left).toBeLessThan(rightOf ?? 0);
    const [low, high] = [0, 3].map((z) => toPicture(CAMERA, { x: 5, y: 5, z })?.v ?? 0);
    expect(high).toBeLessThan(low ?? 0);
  });

  it.each([0, -0.12, 0.08])('finds its way back to the ground through a lens with k1 = %s', (k1) => {
    for (const place of PLACES) {
      const seen = toPicture({ ...CAMERA, k1 }, { ...place, z: 0 });
      const back = seen === null ? null : toGround({ ...CAMERA, k1 }, seen);
      expect(back?.x).toBeCloseTo(place.x, 6);
      expect(back?.y).toBeCloseTo(place.y, 6);
    }
  });

  it('says the same by its homography as by its rays', () => {
    const h = groundHomography(CAMERA);
    for (const { x, y } of PLACES) {
      const row = (at: number): number => (h[at] ?? 0) * x + (h[at + 1] ?? 0) * y + (h[at + 2] ?? 0);
      const seen = toPicture(CAMERA, { x, y, z: 0 });
      expect(row(0) / row(6)).toBeCloseTo(seen?.u ?? NaN, 6);
      expect(row(3) / row(6)).toBeCloseTo(seen?.v ?? NaN, 6);
    }
  });

  it('does not see what is behind it, nor ground in the sky', () => {
    expect(toPicture(CAMERA, { x: 3, y: -40, z: 0 })).toBeNull();
    expect(toGround(CAMERA, { u: 320, v: 0 })).toBeNull();
  });

  it('draws boxes around vehicles that hold their middle and grow as they come near', () => {
    const traffic = createTraffic(junctionScene(3));
    for (let step = 0; step < 2000; step += 1) traffic.step();
    const boxes = traffic.actors().flatMap((actor) => {
      const [box, middle] = [bodyBox(CAMERA, actor), toPicture(CAMERA, { ...actor.position, z: actor.height / 2 })];
      return box === null || middle === null ? [] : [{ box, middle, actor }];
    });
    expect(boxes.length).toBeGreaterThan(5);
    for (const { box, middle } of boxes) {
      const inside = middle.u >= 0 && middle.u <= 640 && middle.v >= 0 && middle.v <= 360;
      if (!inside) continue;
      expect(middle.u).toBeGreaterThan(box[0]);
      expect(middle.u).toBeLessThan(box[2]);
      expect(middle.v).toBeGreaterThan(box[1]);
      expect(middle.v).toBeLessThan(box[3]);
    }
  });
});
