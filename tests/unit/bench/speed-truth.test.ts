import { describe, expect, it } from 'vitest';
import { measureScene, speedFigures } from '../../../bench/support/speed-truth.ts';
import { cameraAt } from '../../../simulator/camera/mounts.ts';
import { SCENES } from '../../../simulator/scenes/scenes.ts';

/** A short form of `npm run prove -- speed`. */
describe('speeds of simulated vehicles, by their boxes in the picture', () => {
  it.each(Object.keys(SCENES))('are true within their ± (%s)', (name) => {
    const scene = SCENES[name]?.(21);
    if (scene === undefined) throw new Error('there is no such scene');
    const pairs = scene.mounts.flatMap((mount) => {
      const camera = cameraAt(mount, { width: 1280, height: 720 });
      return measureScene({ scene, camera, seconds: 25, warmUpSeconds: 30, boxNoise: 0, handPixels: 1 });
    });
    const figures = speedFigures(pairs);
    expect(figures.measured).toBeGreaterThan(30);
    expect(figures.medianErrorPercent).toBeLessThanOrEqual(2);
    expect(figures.within).toBeGreaterThanOrEqual(0.95);
    expect(figures.implausible).toBe(0);
  });

  it('are true behind a bent lens as well', () => {
    const scene = SCENES['bridge']?.(22);
    const mount = scene?.mounts[0];
    if (scene === undefined || mount === undefined) throw new Error('there is no such scene');
    const camera = cameraAt(mount, { width: 1280, height: 720, k1: -0.08, roll: 0.03 });
    const figures = speedFigures(
      measureScene({ scene, camera, seconds: 60, warmUpSeconds: 30, boxNoise: 0, handPixels: 0 }),
    );
    expect(figures.measured).toBeGreaterThan(15);
    expect(figures.medianErrorPercent).toBeLessThanOrEqual(2);
    expect(figures.within).toBeGreaterThanOrEqual(0.95);
  });
});
