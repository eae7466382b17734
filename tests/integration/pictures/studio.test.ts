import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudio } from '../../../scripts/pictures/studio.ts';
import type { Seen, Studio } from '../../../scripts/pictures/studio.ts';
import { bodyBox } from '../../../simulator/camera/body-box.ts';
import { cameraAt, mountLookingAt } from '../../../simulator/camera/mounts.ts';
import { PERFECT_SENSOR } from '../../../simulator/render/picture/wishes.ts';
import type { FilmWish } from '../../../simulator/render/picture/wishes.ts';
import type { ActorState } from '../../../simulator/world/actors.ts';
import { standing } from '../../../simulator/world/standing.ts';

/** What the drawn pictures say of bodies whose place is known. */

const CAMERA = cameraAt(mountLookingAt('mast', { x: -30, y: 0, z: 7 }, { x: 0, y: 0 }, 0.5), {
  width: 480,
  height: 270,
});
const CAR = standing(1, 'car-hatchback', '#8f1d22', { x: 0, y: 0, heading: 0 });
const WISH: FilmWish = {
  ...{ scene: 'motorway', seed: 3, mood: { light: 'day', weather: 'clear', seed: 3 }, camera: CAMERA },
  ...{ sensor: PERFECT_SENSOR, oversampling: 2 },
};

let studio: Studio;
beforeAll(async () => {
  studio = await openStudio();
  await studio.open(WISH);
});
afterAll(async () => {
  await studio.close();
});

async function looked(...actors: readonly ActorState[]): Promise<ReadonlyMap<number, Seen>> {
  const { seen } = await studio.pixels({ frame: 0, seconds: 0, actors, signals: [], camera: CAMERA });
  return new Map(seen.map((one) => [one.id, one]));
}

describe('what a picture shows', () => {
  it('agrees with the camera about the place of a body', async () => {
    const car = (await looked(CAR)).get(1);
    const block = bodyBox(CAMERA, CAR);
    expect(car?.visibleShare).toBeGreaterThan(0.97);
    expect(car?.inPicture).toBe(1);
    if (block === null || car?.visibleBox === undefined || car.visibleBox === null) throw new Error('no car is seen');
    const off = (one: readonly number[], other: readonly number[]) => one.map((edge, at) => edge - (other[at] ?? NaN));
    // Nothing hides it, so what is seen of it reaches to its outline.
    for (const edge of off(car.visibleBox, car.box)) expect(Math.abs(edge)).toBeLessThan(1.5);
    // It stands where its block stands; above, a car is rounder than a block.
    const [left = NaN, top = NaN, right = NaN, bottom = NaN] = off(car.box, block);
    for (const edge of [left, right, bottom]) expect(Math.abs(edge)).toBeLessThan(4);
    expect(top).toBeGreaterThan(-1);
    expect(top).toBeLessThan(9);
  });

  it('tells how much of a body something else hides', async () => {
    const bus = standing(2, 'bus-city', '#b3261e', { x: -9, y: 0, heading: 0 });
    const hidden = await looked(CAR, bus);
    expect(hidden.get(2)?.visibleShare).toBeGreaterThan(0.97);
    expect(hidden.get(1)?.visibleShare).toBeLessThan(0.1);
    expect(hidden.get(1)?.box).toEqual((await looked(CAR)).get(1)?.box);
    const beside = standing(2, 'bus-city', '#b3261e', { x: -9, y: 1.4, heading: 0 });
    const half = (await looked(CAR, beside)).get(1)?.visibleShare ?? NaN;
    expect(half).toBeGreaterThan(0.2);
    expect(half).toBeLessThan(0.8);
  });

  it('tells how much of a body the edge of the picture cuts off', async () => {
    const edge = -30 * Math.tan(Math.atan(Math.tan(0.25) * (480 / 270)));
    const cut = (await looked({ ...standing(1, 'car-hatchback', '#8f1d22', { x: 0, y: edge, heading: 0 }) })).get(1);
    expect(cut?.inPicture).toBeGreaterThan(0.3);
    expect(cut?.inPicture).toBeLessThan(0.7);
    expect(cut?.visibleShare).toBeGreaterThan(0.3);
    expect(cut?.visibleShare).toBeLessThan(0.7);
    expect(cut?.box[2]).toBe(480);
  });

  it('is the same to the last pixel when it is drawn again', async () => {
    const draw = () => studio.pixels({ frame: 4, seconds: 1, actors: [CAR], signals: [], camera: CAMERA });
    const [first, second] = [await draw(), await draw()];
    expect(first.pixels.length).toBe(480 * 270 * 4);
    expect(first.pixels.equals(second.pixels)).toBe(true);
  });
});
