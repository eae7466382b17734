import type { QuantBox } from '../tracking/quant-box.ts';
import type { IncidentRule } from './kinds.ts';

/** A place in the picture, in shares of it. */
export interface PicturePlace {
  readonly x: number;
  readonly y: number;
}

/** What a rule sees on a frame: its condition stands, for as long as it must. It says so on every frame on which it does. */
export interface Sign {
  readonly rule: IncidentRule;
  /** What it is about, the same from frame to frame: a vehicle, a zone, a pair. */
  readonly key: string;
  /** When the condition began. */
  readonly sinceUs: number;
  readonly zone: string | null;
  readonly tracks: readonly number[];
  readonly box: QuantBox | null;
  readonly place: PicturePlace | null;
  /** Figures that the rule went by, by name. */
  readonly values: Readonly<Record<string, number>>;
}

/** What backs an incident. */
export interface IncidentEvidence {
  readonly tracks: readonly number[];
  /** The frame on which it was first told, and the last one on which it stood. */
  readonly frameId: number;
  readonly lastFrameId: number;
  readonly box: QuantBox | null;
  readonly place: PicturePlace | null;
  readonly values: Readonly<Record<string, number>>;
}

/** An incident as it is told, once when it opens and once when it closes. */
export interface IncidentNews {
  readonly rule: IncidentRule;
  /** 1 for a session's first incident of the rule. */
  readonly ordinal: number;
  readonly zone: string | null;
  /** When what is wrong began, when that was told, and when it was over (null while it lasts). */
  readonly fromUs: number;
  readonly openedUs: number;
  readonly toUs: number | null;
  readonly end: 'over' | 'session-ended' | null;
  readonly evidence: IncidentEvidence;
}
