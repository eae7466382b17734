import type { CameraStatus } from '../../../domain/contracts/messages.ts';

/** What a tile has to say besides its picture. */
export interface TileCondition {
  /** The picture on screen is not the present: dim it and say so. */
  readonly old: boolean;
  readonly message: 'no-status' | 'no-connection' | 'disabled' | 'waiting' | 'not-live' | 'frozen' | null;
  readonly analysis: 'on' | 'slow' | 'off' | 'unknown';
  /** Pictures come and show nothing of the road. */
  readonly poor: 'frozen' | 'covered' | null;
}

/** A live camera shows several pictures a second: none for this long means that it is frozen, whatever its state says. */
export const FROZEN_AFTER_MS = 3000;

export interface TileFacts {
  readonly enabled: boolean;
  readonly connected: boolean;
  readonly status: CameraStatus | null;
  readonly analysis: 'on' | 'slow' | 'off' | null;
  readonly ageMs: number | null;
  /** A person holds this picture: that it is old is meant. */
  readonly held: boolean;
}

/** The worst thing first: a tile says one thing, the one that the operator must know. */
export function tileCondition(facts: TileFacts): TileCondition {
  const analysis = facts.analysis ?? 'unknown';
  const message = messageOf(facts);
  const old = message !== null && message !== 'waiting' && facts.ageMs !== null;
  return { old, message, analysis, poor: message === null ? poorOf(facts) : null };
}

function poorOf({ status }: TileFacts): TileCondition['poor'] {
  const reason = status?.state === 'live' ? status.reason : '';
  return reason === 'frozen' || reason === 'covered' ? reason : null;
}

function messageOf({ enabled, connected, status, ageMs, held }: TileFacts): TileCondition['message'] {
  if (held) return null;
  if (!connected) return 'no-connection';
  if (!enabled) return 'disabled';
  if (status === null) return 'no-status';
  if (status.state !== 'live') return 'not-live';
  if (ageMs === null) return 'waiting';
  return ageMs > FROZEN_AFTER_MS ? 'frozen' : null;
}
