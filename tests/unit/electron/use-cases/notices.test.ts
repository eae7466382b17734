import { describe, expect, it } from 'vitest';
import type { CameraStatus, ProcessStatus } from '../../../../domain/contracts/messages.ts';
import { createNoticeFinder, createNoticeLimit } from '../../../../electron/use-cases/notices.ts';

const camera = (cameraId: string, state: CameraStatus['state'], detail = ''): CameraStatus =>
  ({ cameraId, state, detail, reason: 'no-answer', mode: 'live' }) as CameraStatus;
const program = (name: string, state: ProcessStatus['state'], reason = ''): ProcessStatus =>
  ({ name, state, reason }) as ProcessStatus;

describe('what is worth telling', () => {
  it.each([
    ['offline', 'cameraLost'],
    ['auth-failed', 'cameraRefused'],
    ['unsupported', 'cameraUnsupported'],
  ] as const)('a camera that becomes %s', (state, title) => {
    const finder = createNoticeFinder();
    expect(finder.cameras([camera('north-3', 'live')])).toEqual([]);
    const [notice] = finder.cameras([camera('north-3', state, 'no route to host')]);
    expect(notice).toMatchObject({
      title,
      values: { camera: 'north-3' },
      detail: 'no route to host',
      cameraId: 'north-3',
    });
  });

  it.each(['live', 'connecting', 'stale', 'stopped'] as const)('not a camera that is %s', (state) => {
    expect(createNoticeFinder().cameras([camera('north-3', state)])).toEqual([]);
  });

  it('a lost camera once, however often it tries to connect, and again after it was back', () => {
    const finder = createNoticeFinder();
    const told = (['offline', 'connecting', 'offline', 'stale', 'offline', 'live', 'offline'] as const).map(
      (state) => finder.cameras([camera('north-3', state)]).length,
    );
    expect(told).toEqual([1, 0, 0, 0, 0, 0, 1]);
  });

  it('not a replay, and no live camera because a replay of it stands beside', () => {
    const finder = createNoticeFinder();
    const replay: CameraStatus = { ...camera('north-3', 'offline'), mode: 'replay' };
    const told = Array.from({ length: 3 }, () => finder.cameras([camera('north-3', 'live'), replay]).length);
    expect(told).toEqual([0, 0, 0]);
    expect(finder.cameras([replay, camera('north-3', 'offline')])).toHaveLength(1);
    expect(finder.cameras([camera('north-3', 'offline'), { ...replay, state: 'live' }])).toEqual([]);
  });

  it('a process that was given up, not one that is started again', () => {
    const finder = createNoticeFinder();
    const told = (['ready', 'crashed', 'starting', 'failed', 'failed'] as const).map(
      (state) => finder.processes([program('inference-0', state, 'crashed too often')]).length,
    );
    expect(told).toEqual([0, 0, 0, 1, 0]);
  });
});

describe('how often it is told', () => {
  it('at most three a minute; what was held back is counted in the next one', () => {
    const limit = createNoticeLimit();
    const admitted = Array.from({ length: 20 }, (_, index) => limit.admit({ about: `camera ${index}` }, 1000));
    expect(admitted.slice(0, 4)).toEqual([0, 0, 0, null]);
    expect(admitted.filter((count) => count !== null)).toHaveLength(3);
    expect(limit.admit({ about: 'camera 20' }, 62_000)).toBe(17);
    expect(limit.admit({ about: 'camera 21' }, 62_000)).toBe(0);
  });

  it('about the same thing at most every ten minutes', () => {
    const limit = createNoticeLimit();
    expect(limit.admit({ about: 'camera 1' }, 0)).toBe(0);
    expect(limit.admit({ about: 'camera 1' }, 599_000)).toBeNull();
    expect(limit.admit({ about: 'camera 1' }, 600_000)).toBe(0);
  });
});
