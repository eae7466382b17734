import type { ZoneHistory } from '../../../domain/contracts/density.ts';
import { ZONE_STATES } from '../../../domain/traffic/zone-state/zone-state.ts';
import type { ZoneState } from '../../../domain/traffic/zone-state/zone-state.ts';

type Minute = ZoneHistory['minutes'][number];

/** A minute of a zone as it is shown; null where nobody watched: there is no number, not zero. */
export interface ZoneMinuteRow {
  readonly startUtcUs: number;
  readonly watchedUs: number;
  readonly mean: number | null;
  readonly max: number | null;
  readonly inStateUs: Readonly<Record<ZoneState, number>>;
  /** The state that held longest. */
  readonly state: ZoneState | null;
}

export interface StateSpan {
  readonly state: ZoneState;
  readonly from: number;
  readonly to: number;
}

const MINUTE_US = 60_000_000;

/** One row for each minute of a stretch; minutes of several sessions or versions of the zone are joined by their watched time. */
export function zoneMinuteRows(
  minutes: readonly Minute[],
  zoneId: string,
  fromUs: number,
  toUs: number,
): readonly ZoneMinuteRow[] {
  const byStart = new Map<number, Minute[]>();
  for (const minute of minutes) {
    if (minute.zoneId !== zoneId) continue;
    byStart.set(minute.startUtcUs, [...(byStart.get(minute.startUtcUs) ?? []), minute]);
  }
  const first = Math.floor(fromUs / MINUTE_US) * MINUTE_US;
  return Array.from({ length: Math.max(0, Math.ceil((toUs - first) / MINUTE_US)) }, (_, index) => {
    const startUtcUs = first + index * MINUTE_US;
    return joined(startUtcUs, byStart.get(startUtcUs) ?? []);
  });
}

function joined(startUtcUs: number, parts: readonly Minute[]): ZoneMinuteRow {
  const watchedUs = sum(parts.map((part) => part.watchedUs));
  const inStateUs = {
    normal: sum(parts.map(({ inStateUs: { normal } }) => normal)),
    warning: sum(parts.map(({ inStateUs: { warning } }) => warning)),
    heavy: sum(parts.map(({ inStateUs: { heavy } }) => heavy)),
    jam: sum(parts.map(({ inStateUs: { jam } }) => jam)),
  };
  if (watchedUs === 0) return { startUtcUs, watchedUs, mean: null, max: null, inStateUs, state: null };
  const mean = sum(parts.map((part) => part.meanDensity * part.watchedUs)) / watchedUs;
  const max = Math.max(...parts.map(({ maxDensity }) => maxDensity));
  return { startUtcUs, watchedUs, mean, max, inStateUs, state: longest(inStateUs) };
}

/** Of equals the fuller one. */
function longest(inStateUs: ZoneMinuteRow['inStateUs']): ZoneState {
  return ZONE_STATES.reduce((best, state) => (inStateUs[state] >= inStateUs[best] ? state : best), 'normal');
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Neighbouring minutes of one state as one stretch, by their beginnings. */
export function stateSpans(rows: readonly ZoneMinuteRow[]): readonly StateSpan[] {
  const spans: StateSpan[] = [];
  for (const { startUtcUs, state } of rows) {
    if (state === null) continue;
    const last = spans.at(-1);
    if (last?.state === state && last.to === startUtcUs - MINUTE_US)
      spans[spans.length - 1] = { ...last, to: startUtcUs };
    else spans.push({ state, from: startUtcUs, to: startUtcUs });
  }
  return spans;
}

/** How long the zone was in each state, states that it never had left out. */
export function timeInStates(rows: readonly ZoneMinuteRow[]): readonly { state: ZoneState; us: number }[] {
  return ZONE_STATES.map((state) => ({ state, us: sum(rows.map((row) => row.inStateUs[state])) })).filter(
    ({ us }) => us > 0,
  );
}
