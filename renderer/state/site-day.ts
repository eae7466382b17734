interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The first moment of the site's own day that `nowMs` lies in, in microseconds; right on days of 23 and 25 hours too. */
export function startOfSiteDayUs(nowMs: number, timeZone: string): number {
  const wall = wallTime(nowMs, timeZone);
  const midnight = Date.UTC(wall.year, wall.month - 1, wall.day);
  const guess = midnight - offsetMs(midnight, timeZone);
  // The offset at the guess may differ from the one at midnight: one more step settles it.
  const settled = midnight - offsetMs(guess, timeZone);
  return Math.min(settled, nowMs) * 1000;
}

/** A moment given as people at the site say it, "2026-07-31T07:45"; null when it is no time. */
export function siteTimeUs(text: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${text}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const guess = asUtc - offsetMs(asUtc, timeZone);
  return (asUtc - offsetMs(guess, timeZone)) * 1000;
}

/** The same the other way round, to the minute. */
export function siteTimeText(us: number, timeZone: string): string {
  const { year, month, day, hour, minute } = wallTime(us / 1000, timeZone);
  return new Date(Date.UTC(year, month - 1, day, hour, minute)).toISOString().slice(0, 16);
}

function offsetMs(atMs: number, timeZone: string): number {
  const wall = wallTime(atMs, timeZone);
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  return asUtc - Math.floor(atMs / 1000) * 1000;
}

function wallTime(atMs: number, timeZone: string): WallTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(format.formatToParts(atMs).map((part) => [part.type, Number(part.value)]));
  const of = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return {
    year: of('year'),
    month: of('month'),
    day: of('day'),
    hour: of('hour'),
    minute: of('minute'),
    second: of('second'),
  };
}
