import type { ComplexPattern, Severity } from '../kinds.ts';
import { accidentPattern } from './accident-pattern.ts';
import { evacuationNeeded } from './evacuation-needed.ts';
import { gridlockFormation } from './gridlock-formation.ts';
import type { ComplexSettings } from './settings.ts';
import type { PatternFound, SimpleEvent } from './simple-event.ts';
import { trafficSurge } from './traffic-surge.ts';

/** What is remembered of a site. Plain data, changed in place. */
export interface ComplexState {
  /** The last simple events by their time, oldest first. */
  readonly window: SimpleEvent[];
  /** Until when each pattern rests, by pattern and camera. */
  readonly restsUntil: Map<string, number>;
}

/** A pattern as it is told. */
export interface ComplexNews extends PatternFound {
  readonly pattern: ComplexPattern;
  readonly severity: Severity;
  /** The cursor of the event that completed it. */
  readonly ordinal: number;
  readonly openedUtcUs: number;
}

type Pattern = (window: readonly SimpleEvent[], latest: SimpleEvent, settings: ComplexSettings) => PatternFound | null;

const PATTERNS: readonly (readonly [ComplexPattern, Severity, Pattern])[] = [
  ['traffic-surge', 'medium', trafficSurge],
  ['gridlock-formation', 'high', gridlockFormation],
  ['accident-pattern', 'critical', accidentPattern],
  ['evacuation-needed', 'critical', evacuationNeeded],
];

/** Before the first event. */
export function createComplexState(): ComplexState {
  return { window: [], restsUntil: new Map() };
}

/** Takes the next simple event. One that was taken before, or that is older than all that is remembered, says nothing new. */
export function stepComplex(state: ComplexState, event: SimpleEvent, settings: ComplexSettings): ComplexNews[] {
  const { window } = state;
  const [oldest] = window;
  const isOld = window.length >= settings.window && oldest !== undefined && event.utcUs < oldest.utcUs;
  if (isOld || window.some(({ id }) => id === event.id)) return [];
  const after = window.findLastIndex(({ utcUs }) => utcUs <= event.utcUs);
  window.splice(after + 1, 0, event);
  if (window.length > settings.window) window.splice(0, window.length - settings.window);
  return PATTERNS.flatMap(([pattern, severity, find]) => {
    const found = find(window, event, settings);
    if (found === null || isResting(state, pattern, found, event.utcUs)) return [];
    rest(state, pattern, found, event.utcUs + settings.coolDownSeconds * 1e6);
    return [{ pattern, severity, ordinal: event.cursor, openedUtcUs: event.utcUs, ...found }];
  });
}

/** One camera has rests of its own; what is about several rests as a whole. */
function keyOf(pattern: ComplexPattern, { cameras }: Pick<PatternFound, 'cameras'>): string {
  return cameras.length === 1 ? `${pattern} ${cameras[0] ?? ''}` : pattern;
}

function isResting(state: ComplexState, pattern: ComplexPattern, found: PatternFound, nowUtcUs: number): boolean {
  return nowUtcUs < (state.restsUntil.get(keyOf(pattern, found)) ?? -Infinity);
}

/** A pattern that was told rests: also one that was told before this state began. */
export function rest(
  state: ComplexState,
  pattern: ComplexPattern,
  of: Pick<PatternFound, 'cameras'>,
  untilUtcUs: number,
): void {
  state.restsUntil.set(keyOf(pattern, of), untilUtcUs);
}
