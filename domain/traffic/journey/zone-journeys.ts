import { summary } from '../headway/percentiles.ts';
import type { Summary } from '../headway/percentiles.ts';

/** A stay of a vehicle in a zone. */
export interface JourneyVisit {
  readonly sessionId: string;
  readonly track: number;
  readonly zoneId: string;
  readonly enterUtcUs: number;
  readonly exitUtcUs: number;
}

/** From one zone to the next that the same vehicle came into. */
export interface ZoneTransition {
  readonly fromZoneId: string;
  readonly toZoneId: string;
  /** Seconds from leaving one to entering the other; 0 where they overlap. */
  readonly seconds: Summary;
}

/** The stays in one zone. */
export interface ZoneStays {
  readonly zoneId: string;
  readonly dwellSeconds: Summary;
  /** Vehicles that were seen in no zone before it, and in none behind it. */
  readonly first: number;
  readonly last: number;
}

/** The journeys of vehicles from zone to zone: the cells of the transition matrix, and the stays in each zone. */
export interface ZoneJourneys {
  readonly journeys: number;
  readonly transitions: readonly ZoneTransition[];
  readonly stays: readonly ZoneStays[];
}

/** Puts visits together to journeys, one for each track, in the order in which zones were entered. */
export function zoneJourneys(visits: readonly JourneyVisit[]): ZoneJourneys {
  const journeys = [...groupBy(visits, ({ sessionId, track }) => `${sessionId} ${track}`).values()].map((own) =>
    [...own].sort((a, b) => a.enterUtcUs - b.enterUtcUs),
  );
  const steps = journeys.flatMap((own) => own.slice(1).map((to, at) => ({ from: own[at] ?? to, to })));
  return {
    journeys: journeys.length,
    transitions: [...groupBy(steps, ({ from, to }) => `${from.zoneId} ${to.zoneId}`).values()].flatMap((own) => {
      const [one] = own;
      const seconds = summary(own.map(({ from, to }) => secondsBetween(from.exitUtcUs, to.enterUtcUs)));
      if (one === undefined || seconds === null) return [];
      return [{ fromZoneId: one.from.zoneId, toZoneId: one.to.zoneId, seconds }];
    }),
    stays: [...groupBy(visits, ({ zoneId }) => zoneId)].flatMap(([zoneId, own]) => {
      const dwellSeconds = summary(own.map((visit) => secondsBetween(visit.enterUtcUs, visit.exitUtcUs)));
      if (dwellSeconds === null) return [];
      const first = journeys.filter(([visit]) => visit?.zoneId === zoneId).length;
      return [{ zoneId, dwellSeconds, first, last: journeys.filter((one) => one.at(-1)?.zoneId === zoneId).length }];
    }),
  };
}

function secondsBetween(fromUtcUs: number, toUtcUs: number): number {
  return Math.max(0, toUtcUs - fromUtcUs) / 1e6;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return groups;
}
