import { describe, expect, it } from 'vitest';
import { calibrationVersionSchema } from '../../../../domain/contracts/calibration.ts';
import { analysisFingerprint, runDifference, runOf } from '../../../../workers/analytics/run-identity.ts';
import { BY, camera, SOFTWARE, SOURCE, ZONE } from './analysis-scenes.ts';

const base = analysisFingerprint(camera());
const corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
];
const fit = { groundToPicture: [1, 0, 0, 0, -1, 0, 0, 0, 1], k1: 0, region: corners, check: null };
const calibration = calibrationVersionSchema.parse({
  ...{ versionId: ZONE, version: 1, picture: { width: 640, height: 360 } },
  points: [...corners, { x: 0, y: 1 }].map((place) => ({ picture: place, ground: place })),
  fit: { ...fit, reprojection: { rmsPixels: 0, rmsMetres: 0, points: [] } },
});
const area = (kind: string) => ({ zoneId: ZONE, version: 2, versionId: ZONE, name: 'area', kind, points: corners });

describe('what of a camera belongs to its run', () => {
  it.each([
    ['a threshold', camera({ analysis: { thresholds: { car: 0.6 } } }), true],
    ['the least frame rate', camera({ analysis: { maxFps: 10 } }), true],
    ['the width', camera({ analysis: { width: 640 } }), true],
    ['the detector', camera({ analysis: { modelId: 'large' } }), true],
    ['hardware decoding', camera({ analysis: { hardwareDecode: 'off' } }), true],
    ['the way in which speeds are measured', camera({ analysis: { speed: { windowSeconds: 2 } } }), true],
    ['a calibration', { ...camera(), calibration }, true],
    ['a mask', camera({ zones: [area('mask')] }), true],
    ['a region', camera({ zones: [area('region')] }), true],
    ['a counting zone', camera({ zones: [area('zone')] }), false],
    ['the size of the shown picture', camera({ analysis: { viewWidth: 320 } }), false],
    ['a line', { ...camera(), lines: [] }, false],
    ['the name', { ...camera(), name: 'South', revision: 9 }, false],
  ])('%s: %s', (_what, config, changes) => {
    expect(analysisFingerprint(config) !== base).toBe(changes);
  });
});

describe('a run', () => {
  const run = runOf(BY, base, SOURCE, SOFTWARE);

  it('has the same name for the same parts', () => {
    expect(runOf({ ...BY }, base, SOURCE, SOFTWARE)).toEqual(run);
    expect(run.runId).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    ['the detector (small, now large)', runOf({ ...BY, modelId: 'large' }, base, SOURCE, SOFTWARE)],
    ['the device of the detector (cpu, now cuda)', runOf({ ...BY, provider: 'cuda' }, base, SOURCE, SOFTWARE)],
    [
      'the decoder (h264 (software), now h264 (vaapi))',
      runOf(BY, base, { ...SOURCE, decoder: 'h264 (vaapi)' }, SOFTWARE),
    ],
    ['the width of the analysed picture (640, now 448)', runOf(BY, base, { ...SOURCE, width: 448 }, SOFTWARE)],
    ['the height of the analysed picture (360, now 352)', runOf(BY, base, { ...SOURCE, height: 352 }, SOFTWARE)],
    ['the version of this program (1.0.0, now 1.0.1)', runOf(BY, base, SOURCE, '1.0.1')],
  ])('has another name, and a word for it, with another part: %s', (words, other) => {
    expect(other.runId).not.toBe(run.runId);
    expect(runDifference(run, other)).toBe(words);
  });
});
