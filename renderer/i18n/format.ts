/** Numbers, times and sizes as a language writes them. Times always carry their zone. */
export interface Formats {
  readonly number: (value: number, digits?: number) => string;
  readonly percent: (share: number) => string;
  readonly bytes: (value: number) => string;
  readonly age: (ms: number) => string;
  readonly milliseconds: (ms: number) => string;
  readonly time: (us: number, zone: string) => string;
  readonly minute: (us: number, zone: string) => string;
  readonly dateTime: (us: number, zone: string) => string;
}

type TimeStyle = Intl.DateTimeFormatOptions;
const MINUTE: TimeStyle = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const TIME: TimeStyle = { ...MINUTE, second: '2-digit', timeZoneName: 'short' };
const DATE_TIME: TimeStyle = { ...TIME, year: 'numeric', month: 'short', day: '2-digit' };

export function formats(locale: string): Formats {
  const times = new Map<string, Intl.DateTimeFormat>();
  const at = (us: number, zone: string, style: TimeStyle, name: string) => {
    const key = `${zone} ${name}`;
    const format = times.get(key) ?? new Intl.DateTimeFormat(locale, { ...style, timeZone: zone });
    times.set(key, format);
    return format.format(us / 1000);
  };
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  return {
    number,
    percent: (share) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share),
    bytes: (value) => bytes(value, number),
    age: (ms) => age(ms, locale),
    milliseconds: (ms) => `${number(ms)} ms`,
    time: (us, zone) => at(us, zone, TIME, 'time'),
    minute: (us, zone) => at(us, zone, MINUTE, 'minute'),
    dateTime: (us, zone) => at(us, zone, DATE_TIME, 'date'),
  };
}

function bytes(value: number, number: Formats['number']): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1000 ** step;
  return `${number(scaled, step === 0 || scaled >= 100 ? 0 : 1)} ${units[step] ?? 'B'}`;
}

const STEPS: readonly (readonly [number, string, number])[] = [
  [9_950, 'second', 1000],
  [90_000, 'second', 1000],
  [90 * 60_000, 'minute', 60_000],
  [36 * 3_600_000, 'hour', 3_600_000],
  [Number.POSITIVE_INFINITY, 'day', 86_400_000],
];

/** How long ago, as short as it can be said: tenths of a second at first, then whole seconds, minutes, hours, days. */
function age(ms: number, locale: string): string {
  const index = STEPS.findIndex(([below]) => ms < below);
  const [, unit, size] = STEPS[index] ?? [0, 'day', 86_400_000];
  const digits = index === 0 ? 1 : 0;
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(ms / size);
}
