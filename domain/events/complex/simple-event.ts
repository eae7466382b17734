import type { IncidentRule } from '../kinds.ts';

/** What the patterns of a site are made of: a vehicle that crossed a line, or an incident that opened. Never a pattern. */
export type SimpleEvent = {
  /** Where it stands in its feed: names what was found with it. */
  readonly cursor: number;
  readonly id: string;
  readonly cameraId: string;
  readonly utcUs: number;
} & ({ readonly kind: 'crossing' } | { readonly kind: 'incident'; readonly rule: IncidentRule });

/** The incidents among events. */
export function incidentsOf(events: readonly SimpleEvent[]): Extract<SimpleEvent, { kind: 'incident' }>[] {
  return events.filter((event) => event.kind === 'incident');
}

/** What a pattern found. */
export interface PatternFound {
  readonly fromUtcUs: number;
  readonly cameras: readonly string[];
  readonly values: Readonly<Record<string, number>>;
}

/** The cameras of events, each once. */
export function camerasOf(events: readonly SimpleEvent[]): string[] {
  return [...new Set(events.map(({ cameraId }) => cameraId))];
}

/** The events of the last so many seconds. */
export function lastSeconds(events: readonly SimpleEvent[], nowUtcUs: number, seconds: number): SimpleEvent[] {
  return events.filter(({ utcUs }) => utcUs > nowUtcUs - seconds * 1e6 && utcUs <= nowUtcUs);
}
