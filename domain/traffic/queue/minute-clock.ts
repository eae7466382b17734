import { binStart } from '../bins.ts';
import { MOST_BETWEEN_FRAMES_US } from '../coverage.ts';
import type { ApproachMemory } from './approach-memory.ts';
import { emptyMinute, isWorthTelling } from './approach-minute.ts';
import type { ApproachMinute } from './approach-minute.ts';
import type { MetresState } from './approach-plane.ts';

const MINUTE = 60;
const MINUTE_US = MINUTE * 1e6;
/** The Highway Capacity Manual judges quarters of an hour. */
const DELAY_MINUTES = 15;

/**
 * Lets time pass on an approach: the queue as it was at the last frame lasted until this one. Gives the minutes that are
 * over. Time between frames that lie too far apart was not watched.
 */
export function passTime(
  memory: ApproachMemory,
  metres: MetresState,
  span: { readonly fromUtcUs: number | null; readonly toUtcUs: number; readonly mediaUs: number },
): ApproachMinute[] {
  const told: ApproachMinute[] = [];
  const { toUtcUs } = span;
  const watched = span.fromUtcUs !== null && span.mediaUs > 0 && span.mediaUs <= MOST_BETWEEN_FRAMES_US;
  let fromUtcUs = watched ? Math.min(toUtcUs, span.fromUtcUs ?? toUtcUs) : toUtcUs;
  while (fromUtcUs < toUtcUs) {
    const minute = minuteAt(memory, metres, fromUtcUs, told);
    const until = Math.min(toUtcUs, minute.startUtcUs + MINUTE_US);
    addTime(memory, minute, until - fromUtcUs);
    fromUtcUs = until;
  }
  minuteAt(memory, metres, toUtcUs, told);
  return told;
}

/** The minute that is growing at a moment. A clock that is slewed back by a little does not open an older one again. */
function minuteAt(memory: ApproachMemory, metres: MetresState, utcUs: number, told: ApproachMinute[]): ApproachMinute {
  const { zoneVersionId, lineVersionId, minute } = memory;
  const startUtcUs = Math.max(binStart(utcUs, MINUTE), minute?.startUtcUs ?? 0);
  if (minute?.startUtcUs === startUtcUs) return minute;
  if (minute !== null && isWorthTelling(minute)) told.push(minute);
  memory.delays = memory.delays.filter((share) => share.startUtcUs > startUtcUs - DELAY_MINUTES * MINUTE_US);
  memory.minute = emptyMinute({ zoneVersionId, lineVersionId, startUtcUs, metres });
  noteLongest(memory, memory.minute);
  return memory.minute;
}

function addTime({ now }: ApproachMemory, minute: ApproachMinute, us: number): void {
  minute.watchedUs += us;
  minute.queueUs += now.vehicles * us;
  for (const [name, count] of entriesOf(now.byClass))
    minute.queueUsByClass[name] = (minute.queueUsByClass[name] ?? 0) + count * us;
  if (now.spillsBack) minute.spillbackUs += us;
}

/** Takes the queue of now into the longest of the minute. */
export function noteLongest({ now }: Pick<ApproachMemory, 'now'>, minute: ApproachMinute): void {
  if (now.vehicles > minute.maxVehicles) {
    minute.maxVehicles = now.vehicles;
    minute.maxByClass = { ...now.byClass };
  }
  if (now.metres !== null && minute.maxMetres !== null) minute.maxMetres = Math.max(minute.maxMetres, now.metres);
}

/** The delay of a vehicle that left, for the minute and for the last quarter of an hour. */
export function noteDelay(memory: ApproachMemory, minute: ApproachMinute, seconds: number): void {
  minute.delayUs += Math.round(seconds * 1e6);
  minute.delayed += 1;
  let share = memory.delays.at(-1);
  if (share?.startUtcUs !== minute.startUtcUs) {
    share = { startUtcUs: minute.startUtcUs, seconds: 0, vehicles: 0 };
    memory.delays.push(share);
  }
  share.seconds += seconds;
  share.vehicles += 1;
}

function entriesOf<K extends string>(record: Partial<Record<K, number>>): [K, number][] {
  return Object.entries(record) as [K, number][];
}
