import { describe, expect, it } from 'vitest';
import type { CameraStatus, ProcessStatus } from '../../../../domain/contracts/messages.ts';
import { siteHealth, siteLoad } from '../../../../renderer/app/site-health.ts';
import { fakeStatus } from '../../../support/fake-site-data.ts';

const live = fakeStatus('north', 0, 's');
const process: ProcessStatus = {
  name: 'gateway',
  state: 'ready',
  pid: 1,
  restarts: 0,
  reason: '',
  busyWith: null,
  sinceUtcUs: live.sinceUtcUs,
  rssBytes: 100e6,
  cpuPercent: 40,
};

describe('how the site is', () => {
  it.each<[string, boolean, readonly ProcessStatus[], readonly CameraStatus[], ReturnType<typeof siteHealth>]>([
    ['is well', true, [process], [live], { state: 'well' }],
    ['is not known without a line', false, [process], [live], { state: 'unknown' }],
    ['is not known before the first word', true, [], [], { state: 'unknown' }],
    [
      'a process that is down goes before cameras',
      true,
      [process, { ...process, state: 'failed' }],
      [{ ...live, state: 'offline' }],
      { state: 'processes', count: 1 },
    ],
    [
      'cameras that are away are counted',
      true,
      [process],
      [live, { ...live, state: 'offline' }],
      { state: 'cameras', count: 1 },
    ],
    [
      'so are those that are covered',
      true,
      [process],
      [{ ...live, reason: 'covered' }],
      { state: 'cameras', count: 1 },
    ],
    ['one that a person stopped is no fault', true, [process], [{ ...live, state: 'stopped' }], { state: 'well' }],
    ['a replay is no camera', true, [process], [{ ...live, mode: 'replay', state: 'offline' }], { state: 'well' }],
  ])('%s', (_what, connected, processes, cameras, health) => {
    expect(siteHealth(connected, processes, cameras)).toEqual(health);
  });

  it('its load is that of all processes, its latency that of the slowest camera', () => {
    const slow = { ...live, ageMsP95: 900, analysedFps: 12 };
    const away = { ...live, ageMsP95: 5000, analysedFps: 0 };
    expect(siteLoad([process, process], [{ ...slow, ageMsP95: 100 }, slow, away])).toEqual({
      cpuPercent: 80,
      memoryBytes: 200e6,
      latencyMs: 900,
    });
    expect(siteLoad([], []).latencyMs).toBeNull();
  });
});
