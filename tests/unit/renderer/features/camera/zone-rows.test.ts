import { describe, expect, it } from 'vitest';
import type { ZoneHistory } from '../../../../../domain/contracts/density.ts';
import { stateSpans, timeInStates, zoneMinuteRows } from '../../../../../renderer/features/camera/zone-rows.ts';

const MINUTE = 60_000_000;
const FROM = 1_700_000_040_000_000;

function minute(at: number, watched: number, density: number, jam = 0): ZoneHistory['minutes'][number] {
  const watchedUs = watched * 1e6;
  const jamUs = jam * 1e6;
  return {
    sessionId: 'session',
    zoneId: 'zone',
    zoneVersionId: 'version',
    startUtcUs: FROM + at * MINUTE,
    watchedUs,
    meanDensity: density,
    maxDensity: density + 0.1,
    meanVehicles: 1,
    maxVehicles: 2,
    meanPcu: 1,
    meanByClass: { car: 1 },
    inStateUs: { normal: watchedUs - jamUs, warning: 0, heavy: 0, jam: jamUs },
  };
}

describe('the minutes of a zone', () => {
  it('have a row each; one that nobody watched has no number', () => {
    const rows = zoneMinuteRows([minute(0, 60, 0.2), minute(2, 30, 0.4)], 'zone', FROM, FROM + 3 * MINUTE);
    expect(rows.map(({ mean }) => mean)).toEqual([0.2, null, 0.4]);
    expect(rows.map(({ state }) => state)).toEqual(['normal', null, 'normal']);
    expect(zoneMinuteRows([minute(0, 60, 0.2)], 'another', FROM, FROM + MINUTE)[0]?.mean).toBeNull();
  });

  it('of two sessions are joined by the time that each watched', () => {
    const [row] = zoneMinuteRows([minute(0, 40, 0.2), minute(0, 20, 0.5, 20)], 'zone', FROM, FROM + MINUTE);
    expect(row?.mean).toBeCloseTo(0.3, 9);
    expect(row?.max).toBeCloseTo(0.6, 9);
    expect(row?.watchedUs).toBe(60e6);
    expect(row?.inStateUs).toEqual({ normal: 40e6, warning: 0, heavy: 0, jam: 20e6 });
    expect(row?.state).toBe('normal');
  });

  it('of one state stand together until another state or a gap comes', () => {
    const minutes = [minute(0, 60, 0.2), minute(1, 60, 0.2), minute(2, 60, 0.9, 60), minute(4, 60, 0.9, 60)];
    const rows = zoneMinuteRows(minutes, 'zone', FROM, FROM + 5 * MINUTE);
    expect(
      stateSpans(rows).map(({ state, from, to }) => [state, (from - FROM) / MINUTE, (to - FROM) / MINUTE]),
    ).toEqual([
      ['normal', 0, 1],
      ['jam', 2, 2],
      ['jam', 4, 4],
    ]);
    expect(timeInStates(rows)).toEqual([
      { state: 'normal', us: 120e6 },
      { state: 'jam', us: 120e6 },
    ]);
  });
});
