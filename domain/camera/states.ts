import { assertNever } from '../base/assert.ts';
import type { UtcUs } from '../base/time.ts';
import type { SourceFailureCode } from './failure-codes.ts';

/** What an operator may know of a camera at one glance. */
export type CameraState = 'connecting' | 'live' | 'stale' | 'offline' | 'auth-failed' | 'unsupported' | 'stopped';

/** A camera's state, why it is so, and since when. */
export interface CameraCondition {
  readonly state: CameraState;
  readonly reason: string;
  readonly detail: string;
  readonly sinceUtcUs: UtcUs;
}

/** What can happen to a camera. */
export type CameraHappening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'frame' }
  | { readonly kind: 'silent'; readonly detail: string }
  /** `rests`: it was asked often enough, and is left in peace for a good while. */
  | { readonly kind: 'failed'; readonly code: SourceFailureCode; readonly detail: string; readonly rests: boolean }
  | { readonly kind: 'finished'; readonly code: SourceFailureCode; readonly detail: string }
  | { readonly kind: 'stop' };

/** A camera that nobody has opened yet. */
export function idleCamera(nowUtcUs: UtcUs): CameraCondition {
  return { state: 'stopped', reason: 'not-started', detail: '', sinceUtcUs: nowUtcUs };
}

/** The condition after something happened. The same object comes back when nothing changed for the operator. */
export function nextCondition(current: CameraCondition, happening: CameraHappening, nowUtcUs: UtcUs): CameraCondition {
  const [state, reason, detail] = judge(current, happening);
  if (state === current.state && reason === current.reason && detail === current.detail) return current;
  const sinceUtcUs = state === current.state ? current.sinceUtcUs : nowUtcUs;
  return { state, reason, detail, sinceUtcUs };
}

type Judgement = readonly [state: CameraState, reason: string, detail: string];

function judge(current: CameraCondition, happening: CameraHappening): Judgement {
  switch (happening.kind) {
    case 'opening':
      return judgeOpening(current);
    case 'frame':
      return ['live', 'frames', ''];
    case 'silent':
      // Only a picture that was there can grow old; a camera that never answered stays what it was.
      return current.state === 'live' ? ['stale', 'no-frames', happening.detail] : same(current);
    case 'failed':
      return judgeFailure(current, happening);
    case 'finished':
      return ['stopped', happening.code, happening.detail];
    case 'stop':
      return ['stopped', 'asked', ''];
    default:
      return assertNever(happening);
  }
}

/** A camera known to be away stays "offline" through every attempt: a tile that flickers tells nobody anything. */
function judgeOpening(current: CameraCondition): Judgement {
  const away = current.state === 'offline' || current.state === 'auth-failed' || current.state === 'unsupported';
  const reconnecting = current.state === 'connecting';
  return away || reconnecting ? same(current) : ['connecting', 'opening', ''];
}

type Failed = Extract<CameraHappening, { kind: 'failed' }>;

function judgeFailure(current: CameraCondition, { code, detail, rests }: Failed): Judgement {
  if (code === 'auth-failed') return ['auth-failed', rests ? 'auth-paused' : code, detail];
  if (code === 'unsupported-codec' || code === 'not-a-video') return ['unsupported', code, detail];
  const hadPicture = current.state === 'live' || current.state === 'stale';
  return [hadPicture ? 'connecting' : 'offline', code, detail];
}

function same(current: CameraCondition): Judgement {
  return [current.state, current.reason, current.detail];
}
