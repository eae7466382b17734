import { describe, expect, it } from 'vitest';
import type { LiveServerMessage } from '../../../../domain/contracts/api.ts';
import { FIRST_LIVE_STATE, stepLive } from '../../../../renderer/state/live-store.ts';
import { totalsOf } from '../../../../renderer/state/count-ledger.ts';
import { fakeProcesses, fakeStatus } from '../../../support/fake-site-data.ts';

const SESSION = '0b0e7d56-40f5-4f6b-9f1c-3f9ed3a5a9f4';
const OTHER = '0b0e7d56-40f5-4f6b-9f1c-3f9ed3a5a9f5';
const status: Extract<LiveServerMessage, { type: 'status' }> = {
  type: 'status',
  cameras: [fakeStatus('north', 0, SESSION)],
  processes: fakeProcesses(0).map((one) => ({ ...one, state: 'ready' as const })),
};

describe('what the live line says', () => {
  it('a status replaces all cameras: one that is gone is not shown any more', () => {
    const before = { ...FIRST_LIVE_STATE, cameras: { old: fakeStatus('old', 0, SESSION) } };
    const after = stepLive(before, status, 5);
    expect([Object.keys(after.cameras), after.processes.length, after.statusAtMs]).toEqual([['north'], 6, 5]);
  });

  it('a replay does not take the place of its camera, in whatever order they are told', () => {
    const replay = { ...fakeStatus('north', 0, OTHER), mode: 'replay' as const, jobId: OTHER, fps: 90 };
    const recording = { ...replay, cameraId: 'south' };
    for (const cameras of [
      [...status.cameras, replay, recording],
      [recording, replay, ...status.cameras],
    ]) {
      const after = stepLive(FIRST_LIVE_STATE, { ...status, cameras }, 5);
      expect(after.cameras['north']).toMatchObject({ mode: 'live', sessionId: SESSION });
      expect(after.cameras['south']).toMatchObject({ mode: 'replay', fps: 90 });
    }
  });

  it('crossings reach the total of their own camera only, those of a replay none', () => {
    const one = {
      cursor: 1,
      cameraId: 'north',
      sessionId: SESSION,
      track: 1,
      lineId: SESSION,
      lineVersionId: SESSION,
      ordinal: 1,
      direction: 'out' as const,
      class: 'car',
      final: false,
      utcUs: 1,
    };
    const crossings = [one, { ...one, cameraId: 'south', cursor: 2, direction: 'in' as const, mode: 'live' as const }];
    const after = stepLive(FIRST_LIVE_STATE, { type: 'crossings', cursor: 2, crossings }, 0);
    const [north, south] = [after.ledgers['north'], after.ledgers['south']];
    expect(north && totalsOf(north)).toEqual({ in: 0, out: 1 });
    expect(south && totalsOf(south)).toEqual({ in: 1, out: 0 });
    const replayed = crossings.map((row) => ({ ...row, cursor: 3, sessionId: OTHER, mode: 'replay' as const }));
    expect(stepLive(after, { type: 'crossings', cursor: 3, crossings: replayed }, 0).ledgers).toEqual(after.ledgers);
  });

  it('keeps the number of lost frames', () => {
    expect(stepLive(FIRST_LIVE_STATE, { type: 'lost-frames', sinceLast: 2, total: 9 }, 0).lostFrames).toBe(9);
  });
});
