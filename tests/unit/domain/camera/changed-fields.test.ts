import { describe, expect, it } from 'vitest';
import { changedFields } from '../../../../domain/camera/changed-fields.ts';

const camera = {
  name: 'North',
  revision: 3,
  source: { kind: 'rtsp', url: 'rtsp://10.0.0.1/1' },
  analysis: { maxFps: 0, modelId: null, speed: { window: 1, refuse: 5 }, thresholds: { car: 0.4 } },
  lines: [{ lineId: 'l', versionId: 'v1', name: 'A' }],
  zones: [] as object[],
  calibration: null as object | null,
};

describe('which settings differ', () => {
  it.each<[string, Partial<typeof camera>, string[]]>([
    ['none, where only the revision grew', { revision: 4 }, []],
    ['a name', { name: 'South' }, ['name']],
    ['a source as a whole', { source: { kind: 'rtsp', url: 'rtsp://10.0.0.2/1' } }, ['source']],
    ['one of the analysis', { analysis: { ...camera.analysis, maxFps: 10 } }, ['analysis.maxFps']],
    [
      'several, deep ones too',
      { analysis: { ...camera.analysis, thresholds: { car: 0.5 }, speed: { window: 2, refuse: 5 } } },
      ['analysis.speed.window', 'analysis.thresholds'],
    ],
    ['no line, which has versions of its own', { lines: [{ lineId: 'l', versionId: 'v2', name: 'B' }] }, []],
    ['no first zone', { zones: [{ zoneId: 'z', versionId: 'v' }] }, []],
    ['no calibration', { calibration: { versionId: 'c', points: [] } }, []],
  ])('%s', (_case, change, fields) => {
    expect(changedFields(camera, { ...camera, ...change })).toEqual(fields);
    expect(changedFields({ ...camera, ...change }, camera)).toEqual(fields);
  });

  it('names a setting that an older program did not know', () => {
    const { name: _, ...older } = camera;
    expect(changedFields(older, camera)).toEqual(['name']);
  });
});
