import { randomUUID } from 'node:crypto';
import type { FrameDrops } from '../../domain/contracts/facts.ts';
import { binStart } from '../../domain/traffic/bins.ts';

/** Counts frames that were dropped before they were analysed, by the minute in which they were taken. */
export interface DropTally {
  add(cause: string, utcUs: number): void;
  /** What was counted of minutes that are over. It waits here while nobody has room for it. */
  over(nowUtcUs: number): Told[];
  /** All that was counted. */
  rest(): Told[];
}

type Told = Pick<FrameDrops, 'kind' | 'tallyId' | 'startUtcUs' | 'drops'>;

const MINUTE_S = 60;
/** A week in which nothing could be told: of more the oldest minutes go. */
const MOST_MINUTES = 10_080;

/** Nothing is counted yet. */
export function createDropTally(): DropTally {
  const minutes = new Map<number, Record<string, number>>();

  /** Named, so that the store counts each once however often it is sent. */
  function take(wanted: (startUtcUs: number) => boolean): Told[] {
    const told = [...minutes]
      .filter(([startUtcUs]) => wanted(startUtcUs))
      .map(([startUtcUs, drops]): Told => ({ kind: 'frame-drops', tallyId: randomUUID(), startUtcUs, drops }));
    for (const { startUtcUs } of told) minutes.delete(startUtcUs);
    return told;
  }

  return {
    add(cause, utcUs) {
      const minute = binStart(utcUs, MINUTE_S);
      const drops = minutes.get(minute) ?? {};
      drops[cause] = (drops[cause] ?? 0) + 1;
      minutes.set(minute, drops);
      const [oldest] = minutes.keys();
      if (minutes.size > MOST_MINUTES && oldest !== undefined) minutes.delete(oldest);
    },
    over: (nowUtcUs) => take((startUtcUs) => startUtcUs !== binStart(nowUtcUs, MINUTE_S)),
    rest: () => take(() => true),
  };
}
