import { summary } from '../headway/percentiles.ts';
import type { Summary } from '../headway/percentiles.ts';

/** A vehicle at a line, in one direction. */
export interface JourneyPassage {
  readonly sessionId: string;
  readonly track: number;
  readonly lineId: string;
  readonly direction: 'in' | 'out';
  readonly mediaUs: number;
}

/** How long vehicles took from one line to another. */
export interface TravelTime {
  readonly from: Pick<JourneyPassage, 'lineId' | 'direction'>;
  readonly to: Pick<JourneyPassage, 'lineId' | 'direction'>;
  readonly seconds: Summary;
}

interface Leg {
  readonly from: JourneyPassage;
  readonly to: JourneyPassage;
}

/**
 * Travel times between any two lines that one vehicle passed one after the other, also with others in between. Passed
 * several times, the last passage of the first line and the next one of the second belong together.
 */
export function travelTimes(passages: readonly JourneyPassage[]): TravelTime[] {
  const legs = new Map<string, Leg[]>();
  for (const own of byTrack(passages))
    for (const leg of legsOf(own)) {
      const key = `${leg.from.lineId} ${leg.from.direction} ${leg.to.lineId} ${leg.to.direction}`;
      legs.set(key, [...(legs.get(key) ?? []), leg]);
    }
  return [...legs.values()].flatMap((own) => {
    const [one] = own;
    const seconds = summary(own.map(({ from, to }) => (to.mediaUs - from.mediaUs) / 1e6));
    return one === undefined || seconds === null ? [] : [{ from: gateOf(one.from), to: gateOf(one.to), seconds }];
  });
}

function legsOf(passages: readonly JourneyPassage[]): Leg[] {
  const inOrder = [...passages].sort((a, b) => a.mediaUs - b.mediaUs);
  return inOrder.flatMap((to, at) => {
    const before = new Map<string, JourneyPassage>();
    for (const from of inOrder.slice(0, at)) {
      // A passage of the second line in between has had this one already.
      if (from.lineId === to.lineId && from.direction === to.direction) before.clear();
      else if (from.lineId !== to.lineId) before.set(`${from.lineId} ${from.direction}`, from);
    }
    return [...before.values()].map((from) => ({ from, to }));
  });
}

function byTrack(passages: readonly JourneyPassage[]): Iterable<JourneyPassage[]> {
  const tracks = new Map<string, JourneyPassage[]>();
  for (const passage of passages) {
    const key = `${passage.sessionId} ${passage.track}`;
    const known = tracks.get(key);
    if (known === undefined) tracks.set(key, [passage]);
    else known.push(passage);
  }
  return tracks.values();
}

function gateOf({ lineId, direction }: JourneyPassage): Pick<JourneyPassage, 'lineId' | 'direction'> {
  return { lineId, direction };
}
