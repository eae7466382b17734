import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { toGround } from '../../../simulator/camera/camera.ts';
import type { Camera } from '../../../simulator/camera/camera.ts';
import { seedDemoSite } from '../../../workers/entries/parts/demo-site.ts';
import { openReader } from '../../../workers/store/index.ts';
import { createBench, value } from '../store/builders.ts';

const bench = createBench();
afterEach(() => bench.clear());

const CAMERA: Camera = {
  ...{ position: { x: 0, y: 0, z: 8 }, yaw: 1.2, pitch: 0.3, roll: 0, verticalFov: 0.7, k1: 0 },
  ...{ width: 640, height: 360 },
};

/** Points of the road as a camera shows them. */
function calibrationOf(camera: Camera, rows: readonly number[]) {
  const points = [0.12, 0.37, 0.63, 0.88].flatMap((x) =>
    rows.flatMap((y) => {
      const ground = toGround(camera, { u: x * camera.width, v: y * camera.height });
      return ground === null ? [] : [{ picture: [x, y], ground: [ground.x, ground.y] }];
    }),
  );
  return { points, k1: camera.k1 };
}

async function seeded(calibration: object | undefined) {
  const folder = bench.folder();
  const place = { lines: [], zones: [], latitude: 0, longitude: 0, width: 640, height: 360 };
  const camera = { id: 'north', name: 'North', file: 'north.mp4', ...place, ...(calibration && { calibration }) };
  writeFileSync(path.join(folder, 'demo.json'), JSON.stringify({ note: 'Drawn.', cameras: [camera] }));
  const { store } = await bench.open(bench.folder());
  expect(await seedDemoSite(store, folder)).toBe(1);
  const reader = value(openReader(store.file));
  const found = reader.camera('north')?.calibration ?? null;
  reader.close();
  return found;
}

describe('a camera of the demo site', () => {
  it('is calibrated where its points are known', async () => {
    const found = await seeded(calibrationOf(CAMERA, [0.45, 0.65, 0.9]));
    expect(found?.fit.reprojection.rmsPixels).toBeLessThan(0.01);
    expect(found?.region).toEqual({ kind: 'around-points', factor: 1.2 });
  });

  it('is calibrated between its points where the horizon is near', async () => {
    const low = { ...CAMERA, pitch: 0.05 };
    const found = await seeded(calibrationOf(low, [0.44, 0.65, 0.9]));
    expect(found?.region).toEqual({ kind: 'around-points', factor: 1 });
  });

  it('has its lens found from the points where that is bent', async () => {
    const found = await seeded(calibrationOf({ ...CAMERA, k1: -0.1 }, [0.45, 0.65, 0.9]));
    expect(found?.lens).toBe('find');
    expect(found?.fit.k1).toBeLessThan(-0.01);
    expect(found?.fit.reprojection.rmsPixels).toBeLessThan(0.1);
  });

  it('is not calibrated where nobody knows them', async () => {
    expect(await seeded(undefined)).toBeNull();
  });
});
