import type { RoadUserClass } from '../detection/classes.ts';
import type { CalibratedView } from '../traffic/speed/calibrated-view.ts';
import type { IncidentSettings } from './settings.ts';
import { isThere } from './road-user.ts';
import type { RoadUser } from './road-user.ts';
import type { PreparedWatch } from './watch-zone.ts';

/** What a rule remembers: numbers by the name of what they are about. */
export type RuleMemory = Map<string, number[]>;

/** A measured speed with its ±, in metres a second. */
export interface ReadSpeed {
  readonly metresPerSecond: number;
  readonly plusMinus: number;
}

/** Reads the speed of a track as it was at a moment; null where it cannot be measured. */
export type SpeedReader = (track: number, className: RoadUserClass, atUs: number) => ReadSpeed | null;

/** What pixels say beside the boxes, where the rules that need them are at work. */
export interface PictureFindings {
  /** Things that lie about: where, since when, in which zone. */
  readonly lying: readonly {
    readonly zone: number;
    readonly key: string;
    readonly sinceUs: number;
    readonly box: readonly [number, number, number, number];
    readonly cells: number;
  }[];
  /** How far the picture lies from where it lay, in picture heights, and since when; null while it lies where it did. */
  readonly moved: { readonly sinceUs: number; readonly x: number; readonly y: number } | null;
}

/** What every rule is given of a frame. */
export interface RuleFrame {
  readonly nowUs: number;
  readonly frameId: number;
  readonly aspect: number;
  readonly zones: readonly PreparedWatch[];
  readonly settings: IncidentSettings;
  readonly view: CalibratedView | null;
  readonly users: ReadonlyMap<number, RoadUser>;
  /** Somebody was forgotten since the rules were asked last: their memories go as well. */
  readonly isFewer: boolean;
  readonly speedOf: SpeedReader | null;
  readonly picture: PictureFindings | null;
}

/** Who is in a zone now, seen lately. */
export function usersIn({ users, nowUs }: RuleFrame, zone: number): RoadUser[] {
  return [...users.values()].filter((user) => user.zones.includes(zone) && isThere(user, nowUs));
}

/** What was remembered under a key, or a fresh memory. */
export function remembered(memory: RuleMemory, key: string, fresh: readonly number[]): number[] {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = [...fresh];
  memory.set(key, made);
  return made;
}

/** Lets go of what is about nobody who is still remembered; keys begin with the number of the track. */
export function forgetTracks(memory: RuleMemory, { users, isFewer }: RuleFrame): void {
  if (!isFewer) return;
  for (const key of memory.keys()) if (!users.has(Number.parseInt(key, 10))) memory.delete(key);
}
