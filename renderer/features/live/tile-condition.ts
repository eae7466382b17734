import type { CameraStatus } from '../../../domain/contracts/messages.ts';

/** What a tile has to say besides its picture. */
export interface TileCondition {
  /** The picture on screen is not the present: dim it and say so. */
  readonly old: boolean;
  readonly message: 'no-status' | 'no-connection' | 'disabled' | 'waiting' | 'not-live' | 'frozen' | null;
  readonly analysis: 'on' | 'slow' | 'off' | 'unknown';
}

/** A live camera shows several pictures a second: none for this long means that it is frozen, whatever its state says. */
export const FROZEN_AFTER_MS = 3000;

export interface TileFacts {
  readonly enabled: boolean;
  readonly connected: boolean;
  readonly status: CameraStatus | null;
  readonly analysis: 'on' | 'slow' | 'off' | null;
  readonly ageMs: number | null;
}

/** The worst thing first: a tile says one thing, the one that the operator must know. */
export function tileCondition(facts: TileFacts): TileCondition {
  const analysis = facts.analysis ?? 'unknown';
  const message = messageOf(facts);
  const old = message !== null && message !== 'waiting' && facts.ageMs !== null;
  return { old, message, analysis };
}

function messageOf({ enabled, connected, status, ageMs }: TileFacts): TileCondition['message'] {
  if (!connected) return 'no-connection';
  if (!enabled) return 'disabled';
  if (status === null) return 'no-status';
  if (status.state !== 'live') return 'not-live';
  if (ageMs === null) return 'waiting';
  return ageMs > FROZEN_AFTER_MS ? 'frozen' : null;
}
