import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cameraAt } from '../../../../simulator/camera/mounts.ts';
import { inPicture, isInsidePicture } from '../../../../simulator/camera/picture-geometry.ts';
import { SCENES, withIncidents } from '../../../../simulator/scenes/scenes.ts';
import { createTraffic } from '../../../../simulator/traffic/simulation.ts';
import { watchScene } from '../../../../simulator/truth/watch-scene.ts';

const MINUTES = 4;
const NAMES = Object.keys(SCENES);
const sceneOf = (name: string, seed: number) => {
  const make = SCENES[name];
  if (make === undefined) throw new Error(`no scene ${name}`);
  return make(seed);
};

describe.each(NAMES)('the scene %s', (name) => {
  it.each([1, 6])('flows without a collision (seed %i)', (seed) => {
    const { wrong, left, demand } = watchScene(sceneOf(name, seed), MINUTES);
    expect(wrong).toEqual([]);
    // Whoever came in during the last minute and a half may still be on the way.
    expect(left.length).toBeGreaterThan((demand / 60) * (MINUTES - 1.5) * 0.6);
  });

  it('is called what it is asked for by', () => {
    expect(SCENES[name]?.(1).name).toBe(name);
  });

  it('is the same for the same seed to the last bit, and another for another', () => {
    const hash = (seed: number): string => {
      const scene = sceneOf(name, seed);
      const traffic = createTraffic(scene);
      const digest = createHash('sha256').update(JSON.stringify([scene.ground, scene.mounts, scene.lines]));
      for (let step = 0; step < 1000; step += 1) {
        traffic.step();
        if (step % 25 === 0) digest.update(JSON.stringify([traffic.actors(), traffic.signals()]));
      }
      return digest.digest('hex');
    };
    expect(hash(5)).toBe(hash(5));
    expect(hash(5)).not.toBe(hash(6));
  });

  it('has cameras that look down at the road, as they hang on masts', () => {
    const { mounts, network } = sceneOf(name, 2);
    expect(mounts.length).toBeGreaterThanOrEqual(4);
    const places = network.lanes.flatMap(({ curve }) => curve.points);
    for (const mount of mounts) {
      expect(mount.position.z).toBeGreaterThan(5);
      expect(mount.pitch).toBeGreaterThan(0.05);
      const camera = cameraAt(mount, { width: 640, height: 360 });
      const inside = places.flatMap((place) => inPicture(camera, [place]) ?? []).filter(isInsidePicture);
      expect(inside.length).toBeGreaterThan(0);
    }
  });

  it('has a ground with numbers only, lines, zones and movements between its own entries and exits', () => {
    const scene = sceneOf(name, 2);
    expect(JSON.stringify([scene.ground, scene.zones, scene.lines, scene.movements])).not.toContain('null');
    expect(scene.ground.carriageways.length).toBeGreaterThan(0);
    expect(scene.zones.length).toBeGreaterThan(0);
    const ends = new Set(scene.network.lanes.flatMap(({ entry, exit }) => [entry, exit]));
    expect(scene.movements.length).toBeGreaterThan(0);
    for (const { from, to, path } of scene.movements) {
      expect([ends.has(from), ends.has(to)]).toEqual([true, true]);
      expect(path.length).toBeGreaterThan(1);
    }
  });

  it('can be asked for each of its incidents, and for no other', () => {
    const scene = sceneOf(name, 2);
    const wishes = scene.possible.map(({ kind }) => ({ kind, at: 30 }));
    expect(withIncidents(scene, wishes).incidents.map(({ at }) => at)).toEqual(wishes.map(() => 30));
  });
});

describe('an incident that a scene does not have', () => {
  it('is refused by name', () => {
    expect(() => withIncidents(sceneOf('bridge', 1), [{ kind: 'spillback', at: 0 }])).toThrow(
      'bridge has no spillback',
    );
  });
});

describe('buses', () => {
  it('stop at their stops for a while and go on', () => {
    const scene = sceneOf('arterial', 1);
    const traffic = createTraffic(scene);
    const dwelling = new Map<string, number>();
    const served = new Set<string>();
    while (traffic.seconds < 300) {
      traffic.step();
      for (const { id, halt, served: done } of traffic.vehicles) {
        if (halt !== null && halt.until !== null) {
          dwelling.set(`${id} ${halt.name}`, (dwelling.get(`${id} ${halt.name}`) ?? 0) + 0.04);
        }
        for (const stop of done) served.add(`${id} ${stop}`);
      }
    }
    expect(served.size).toBeGreaterThan(3);
    for (const stop of served) {
      expect(dwelling.get(stop)).toBeGreaterThan(9);
      expect(dwelling.get(stop)).toBeLessThan(26);
    }
  });
});
