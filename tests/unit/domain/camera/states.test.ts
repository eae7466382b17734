import { describe, expect, it } from 'vitest';
import { toUtcUs } from '../../../../domain/base/time.ts';
import {
  idleCamera,
  nextCondition,
  type CameraCondition,
  type CameraHappening,
} from '../../../../domain/camera/states.ts';

const refused: CameraHappening = { kind: 'failed', code: 'refused', detail: 'nothing listens', rests: false };
const frame: CameraHappening = { kind: 'frame' };
const opening: CameraHappening = { kind: 'opening' };

/** Happenings one second apart. */
function after(...happenings: CameraHappening[]): CameraCondition {
  return happenings.reduce<CameraCondition>(
    (condition, happening, second) => nextCondition(condition, happening, toUtcUs((second + 1) * 1_000_000)),
    idleCamera(toUtcUs(0)),
  );
}

describe('the state of a camera', () => {
  it.each<[string, CameraHappening[], string, string]>([
    ['connects first', [opening], 'connecting', 'opening'],
    ['is live with its first frame', [opening, frame], 'live', 'frames'],
    ['is offline when the first attempt fails', [opening, refused], 'offline', 'refused'],
    ['stays offline through further attempts', [opening, refused, opening], 'offline', 'refused'],
    ['reconnects after a loss, with the reason', [opening, frame, refused], 'connecting', 'refused'],
    ['keeps that reason while it is opened again', [opening, frame, refused, opening], 'connecting', 'refused'],
    ['is offline when reconnecting fails too', [opening, frame, refused, opening, refused], 'offline', 'refused'],
    ['is stale without frames', [opening, frame, { kind: 'silent', detail: '' }], 'stale', 'no-frames'],
    ['is live again when frames return', [opening, frame, { kind: 'silent', detail: '' }, frame], 'live', 'frames'],
    [
      'does not call a camera stale that never came',
      [opening, { kind: 'silent', detail: '' }],
      'connecting',
      'opening',
    ],
    [
      'tells a refused password',
      [opening, { kind: 'failed', code: 'auth-failed', detail: '', rests: false }],
      'auth-failed',
      'auth-failed',
    ],
    [
      'keeps telling it while trying again',
      [opening, { kind: 'failed', code: 'auth-failed', detail: '', rests: false }, opening],
      'auth-failed',
      'auth-failed',
    ],
    [
      'tells an unsupported codec',
      [opening, { kind: 'failed', code: 'unsupported-codec', detail: '', rests: false }],
      'unsupported',
      'unsupported-codec',
    ],
    [
      'tells what is no video',
      [opening, { kind: 'failed', code: 'not-a-video', detail: '', rests: false }],
      'unsupported',
      'not-a-video',
    ],
    ['comes to its end', [opening, frame, { kind: 'finished', code: 'ended', detail: '' }], 'stopped', 'ended'],
    ['is stopped when asked', [opening, frame, { kind: 'stop' }], 'stopped', 'asked'],
    ['starts again after a stop', [opening, { kind: 'stop' }, opening], 'connecting', 'opening'],
  ])('%s', (_name, happenings, state, reason) => {
    expect(after(...happenings)).toMatchObject({ state, reason });
  });

  it('gives back the same object when nothing changed', () => {
    const live = after(opening, frame);
    expect(nextCondition(live, frame, toUtcUs(99))).toBe(live);
  });

  it('remembers since when it is in its state, also when the reason changes', () => {
    const offline = after(opening, refused);
    const still = nextCondition(offline, { kind: 'failed', code: 'timeout', detail: '', rests: false }, toUtcUs(60_000_000));
    expect(offline.sinceUtcUs).toBe(2_000_000);
    expect(still).toMatchObject({ state: 'offline', reason: 'timeout', sinceUtcUs: 2_000_000 });
    expect(nextCondition(still, frame, toUtcUs(61_000_000)).sinceUtcUs).toBe(61_000_000);
  });
});
