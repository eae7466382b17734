import { Mesh } from 'three';
import { afterAll, describe, expect, it } from 'vitest';
import { createActor, litLamps, removeActor, updateActor } from '../../../../simulator/render/actor.ts';
import type { DrawnActor } from '../../../../simulator/render/actor.ts';
import { disposeBodyGeometry } from '../../../../simulator/render/bodies/body-geometry.ts';
import type { ActorState } from '../../../../simulator/world/actors.ts';
import { bodyWithId } from '../../../../simulator/world/bodies.ts';

const DAY = { seconds: 0, lampsOn: false };

afterAll(disposeBodyGeometry);

function standing(bodyId: string, change: Partial<ActorState> = {}): ActorState {
  const { class: kind, length, width, height, parts } = bodyWithId(bodyId);
  return {
    id: 4,
    class: kind,
    bodyId,
    colour: '#8f1d22',
    position: { x: 0, y: 0 },
    heading: 0,
    parts: parts.map(() => ({ x: 0, y: 0, heading: 0 })),
    speed: 0,
    acceleration: 0,
    lane: '',
    length,
    width,
    height,
    braking: false,
    indicator: 'none',
    odometer: 0,
    ...change,
  };
}

function meshes({ root }: DrawnActor, name: string): readonly Mesh[] {
  const found: Mesh[] = [];
  root.traverse((one) => {
    if (one instanceof Mesh && one.name === name) found.push(one);
  });
  return found;
}

const shines = (actor: DrawnActor, name: string): boolean => meshes(actor, name).some(({ visible }) => visible);

describe('an actor that is drawn', () => {
  it('bends where its parts do', () => {
    const parts = [
      { x: 10, y: 2, heading: 0.5 },
      { x: 3, y: 0, heading: 0.1 },
    ];
    const { root } = createActor(standing('trailer-semi', { parts }), DAY);
    expect(root.children.map(({ position, rotation }) => [position.x, position.y, position.z, rotation.z])).toEqual([
      [10, 2, 0, 0.5],
      [3, 0, 0, 0.1],
    ]);
  });

  it('looks ahead along its heading, with its left side on the left', () => {
    const parts = [{ x: 100, y: 50, heading: Math.PI / 2 }];
    const actor = createActor(standing('car-saloon', { parts, indicator: 'left' }), { seconds: 0.4, lampsOn: true });
    const lamps = litLamps(actor);
    for (const { at } of lamps.filter(({ kind }) => kind === 'head')) expect(at.y).toBeGreaterThan(51.5);
    for (const { at } of lamps.filter(({ kind }) => kind === 'tail')) expect(at.y).toBeLessThan(48.5);
    const left = lamps.filter(({ kind }) => kind === 'left');
    expect(left.length).toBeGreaterThan(0);
    for (const { at } of left) expect(at.x).toBeLessThan(100);
  });

  it('rolls its wheels forward over the way that it went', () => {
    const actor = createActor(standing('car-saloon'), DAY);
    updateActor(actor, standing('car-saloon', { odometer: 0.16 }), DAY);
    for (const { rotation } of meshes(actor, 'axle')) expect(rotation.y).toBeCloseTo(0.16 / 0.32, 6);
  });

  it('shows its lamps by what its driver does', () => {
    const actor = createActor(standing('bus-city'), DAY);
    expect(['head', 'tail', 'brake', 'left', 'right'].filter((name) => shines(actor, name))).toEqual([]);
    expect(shines(actor, 'sign')).toBe(true);
    updateActor(actor, standing('bus-city', { braking: true }), DAY);
    expect([shines(actor, 'brake'), shines(actor, 'tail')]).toEqual([true, false]);
    updateActor(actor, standing('bus-city'), { seconds: 0, lampsOn: true });
    expect([shines(actor, 'head'), shines(actor, 'tail'), shines(actor, 'brake')]).toEqual([true, true, false]);
  });

  it('flashes indicators and beacons', () => {
    const actor = createActor(standing('emergency_vehicle-patrol', { indicator: 'right' }), DAY);
    const seen = new Set<string>();
    for (let seconds = 0; seconds < 2; seconds += 0.04) {
      updateActor(actor, standing('emergency_vehicle-patrol', { indicator: 'right' }), { seconds, lampsOn: false });
      expect(shines(actor, 'left')).toBe(false);
      expect(shines(actor, 'beacon-a')).not.toBe(shines(actor, 'beacon-b'));
      for (const name of ['right', 'beacon-a', 'beacon-b']) seen.add(`${name} ${String(shines(actor, name))}`);
    }
    expect(seen.size).toBe(6);
  });

  it('walks by the way that it went and comes back to the same step', () => {
    const actor = createActor(standing('pedestrian-man'), DAY);
    const trim = () => meshes(actor, 'trim')[0]!.geometry;
    const first = trim();
    updateActor(actor, standing('pedestrian-man', { odometer: 0.5 }), DAY);
    expect(trim()).not.toBe(first);
    updateActor(actor, standing('pedestrian-man', { odometer: 2 * 0.4 * 1.78 * 3 + 0.001 }), DAY);
    expect(trim()).toBe(first);
  });

  it('shares geometry and paint with others of its make and colour', () => {
    const [one, other] = [standing('van-delivery'), standing('van-delivery', { id: 5 })].map((state) =>
      createActor(state, DAY),
    );
    const [paint, same] = [one, other].map((actor) => meshes(actor!, 'paint')[0]!);
    expect(same!.geometry).toBe(paint!.geometry);
    expect(same!.material).toBe(paint!.material);
  });

  it('draws debris as large as it is', () => {
    const state = {
      ...standing('car-small'),
      class: 'debris',
      bodyId: 'carton',
      length: 0.8,
      width: 0.6,
      height: 0.5,
    } as const;
    const { root } = createActor(state, DAY);
    expect(root.children[0]!.scale.toArray()).toEqual([0.8, 0.6, 0.5]);
  });

  it('leaves its scene', () => {
    const actor = createActor(standing('car-small'), DAY);
    const other = createActor(standing('car-small'), DAY);
    other.root.add(actor.root);
    removeActor(actor);
    expect(actor.root.parent).toBeNull();
  });
});
