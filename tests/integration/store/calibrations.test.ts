import { afterEach, describe, expect, it } from 'vitest';
import type { CrossingSpeed } from '../../../domain/contracts/facts.ts';
import type { CalibrationInput } from '../../../domain/contracts/calibration.ts';
import { openReader } from '../../../workers/store/index.ts';
import {
  addCamera,
  addLine,
  batch,
  createBench,
  crossing,
  expectFailure,
  sessionOpen,
  trackEnd,
  uuid,
  value,
} from './builders.ts';

const bench = createBench();
afterEach(() => bench.clear());

/** A camera that looks straight down on eight metres by eight. */
function draft(note: string, scale = 1): CalibrationInput {
  const corner = (x: number, y: number) => ({
    picture: { x: 0.1 + 0.8 * x, y: 0.9 - 0.8 * y },
    ground: { x: 8 * x * scale, y: 8 * y * scale },
  });
  return {
    picture: { width: 1000, height: 1000 },
    points: [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)],
    checkLine: { from: { x: 0.2, y: 0.5 }, to: { x: 0.6, y: 0.5 }, metres: 4 },
    note,
  };
}

async function opened() {
  const { store } = await bench.open(bench.folder());
  await addCamera(store, 'cam-1');
  const { versionId: line } = await addLine(store, 'cam-1');
  const put = async (calibration: CalibrationInput) =>
    value(await store.command('calibration.put', { actor: 'ann', cameraId: 'cam-1', calibration })).versionId;
  const reader = value(openReader(store.file));
  return { store, line, put, reader };
}

const speedUnder = (calibrationId: string, change: Partial<CrossingSpeed> = {}): CrossingSpeed => ({
  calibrationId,
  metresPerSecond: 13.5,
  plusMinus: 0.4,
  acceleration: null,
  accelerationPlusMinus: null,
  length: 4.31,
  refusal: null,
  ...change,
});

describe('calibrations of a camera', () => {
  it('are versions that are only added, each with its errors, its note and who made it', async () => {
    const { put, reader } = await opened();
    expect(reader.camera('cam-1')?.calibration).toBeNull();
    const first = await put(draft('by tape'));
    const second = await put(draft('by map', 1.1));
    const now = reader.camera('cam-1')?.calibration;
    expect(now).toMatchObject({ versionId: second, version: 2, note: 'by map', carMetres: 4.4 });
    expect(now?.fit.check?.errorPercent).toBeCloseTo(10, 6);
    expect(now?.fit.reprojection.rmsPixels).toBeLessThan(1e-6);
    const history = reader.calibrations('cam-1');
    expect(history.map(({ version, actor, note }) => [version, actor, note])).toEqual([
      [2, 'ann', 'by map'],
      [1, 'ann', 'by tape'],
    ]);
    expect(reader.calibration(first)?.fit.check?.errorPercent).toBeCloseTo(0, 6);
    expect(reader.audit({ beforeId: null, limit: 10 }).map(({ action }) => action)).toContain('calibration.put');
    reader.close();
  });

  it('are part of the settings of their time', async () => {
    const { put, reader } = await opened();
    const first = await put(draft('first'));
    const revision = reader.camera('cam-1')?.revision ?? 0;
    await put(draft('second'));
    expect(reader.cameraRevision('cam-1', revision)?.calibration?.versionId).toBe(first);
    reader.close();
  });

  it('end when they are withdrawn or the camera is deleted, and stay in the history', async () => {
    const { store, put, reader } = await opened();
    expectFailure(
      await store.command('calibration.withdraw', { actor: 'ann', cameraId: 'cam-1', note: '' }),
      'calibration-unknown',
    );
    await put(draft('first'));
    value(await store.command('calibration.withdraw', { actor: 'ann', cameraId: 'cam-1', note: 'mast moved' }));
    expect(reader.camera('cam-1')?.calibration).toBeNull();
    expect(reader.calibrations('cam-1')[0]).toMatchObject({ version: 2, note: 'mast moved', calibration: null });
    await put(draft('third'));
    value(await store.command('camera.delete', { actor: 'ann', id: 'cam-1' }));
    await addCamera(store, 'cam-1');
    expect(reader.camera('cam-1')?.calibration).toBeNull();
    expect(reader.calibrations('cam-1')).toHaveLength(4);
    reader.close();
  });

  it('are refused with the reason, and leave nothing behind', async () => {
    const { store, reader } = await opened();
    const mirrored = draft('mirrored');
    const points = mirrored.points.map(({ picture, ground }) => ({ picture, ground: { x: ground.y, y: ground.x } }));
    const calibration = { ...mirrored, points };
    expectFailure(
      await store.command('calibration.put', { actor: 'ann', cameraId: 'cam-1', calibration }),
      'calibration-mirrored',
    );
    expect(reader.calibrations('cam-1')).toEqual([]);
    reader.close();
  });

  it('leave the way in which speeds are measured alone when other settings of the analysis change', async () => {
    const { store, reader } = await opened();
    const { speed, ...analysis } = reader.camera('cam-1')!.analysis;
    const change = (given: object) =>
      store.command('camera.update', { actor: 'ann', id: 'cam-1', change: { analysis: { ...analysis, ...given } } });
    value(await change({ speed: { ...speed, windowSeconds: 2 } }));
    value(await change({ maxFps: 5 }));
    expect(reader.camera('cam-1')?.analysis).toMatchObject({ maxFps: 5, speed: { windowSeconds: 2 } });
    reader.close();
  });
});

describe('the speed of a crossing', () => {
  it('is kept with its ± and its calibration, or with the reason why there is none', async () => {
    const { store, line, put, reader } = await opened();
    const calibration = await put(draft('first'));
    const session = uuid('one');
    const refused = speedUnder(calibration, {
      metresPerSecond: null,
      plusMinus: null,
      length: null,
      refusal: 'too-uncertain',
    });
    const facts = [
      sessionOpen(session),
      crossing(session, line, { track: 1, speed: speedUnder(calibration) }),
      crossing(session, line, { track: 2, mediaUs: 80_000, speed: refused }),
      crossing(session, line, { track: 3, mediaUs: 160_000 }),
      crossing(session, line, { track: 4, mediaUs: 240_000, speed: speedUnder(uuid('never heard of')) }),
    ];
    value(store.commitFacts([batch(facts)]));
    const asked = {
      cameraId: 'cam-1',
      sessionId: null,
      lineId: null,
      fromUtcUs: null,
      toUtcUs: null,
      cursor: null,
      limit: 9,
    };
    expect(reader.crossings(asked).map(({ track, speed }) => [track, speed])).toEqual([
      [1, speedUnder(calibration)],
      [2, refused],
      [3, null],
      // It counts all the same.
      [4, null],
    ]);
    reader.close();
  });

  it('gives the lengths of cars under each calibration, and of no other class', async () => {
    const { store, line, put, reader } = await opened();
    const first = await put(draft('first'));
    const second = await put(draft('second'));
    const session = uuid('one');
    const made = [first, first, second, first].map((calibration, at) =>
      crossing(session, line, { track: at + 1, speed: speedUnder(calibration, { length: 4 + at / 10 }) }),
    );
    value(store.commitFacts([batch([sessionOpen(session), ...made, trackEnd(session, { track: 4, class: 'van' })])]));
    expect(reader.carLengths(first)).toEqual([4.1, 4]);
    expect(reader.carLengths(second)).toEqual([4.2]);
    reader.close();
  });
});
