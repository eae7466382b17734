/** Numbers, times and sizes as a language writes them. Times always carry their zone. */
export interface Formats {
  readonly number: (value: number, digits?: number) => string;
  readonly percent: (share: number) => string;
  readonly bytes: (value: number) => string;
  readonly age: (ms: number) => string;
  /** How long something lasted, in its two largest units: "21 h 53 min". */
  readonly span: (ms: number) => string;
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
  // Making a format costs far more than using it, and a wall writes some hundred numbers a second.
  const numbers = new Map<number, Intl.NumberFormat>();
  const number = (value: number, digits = 0) => {
    const style = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    const format = numbers.get(digits) ?? new Intl.NumberFormat(locale, style);
    numbers.set(digits, format);
    return format.format(value);
  };
  return {
    number,
    percent: (share) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share),
    bytes: (value) => bytes(value, number),
    age: (ms) => age(ms, locale, number),
    span: (ms) => span(ms, locale, number),
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

/** Below this many milliseconds, in which unit, and how long the unit is. */
const STEPS: readonly (readonly [below: number, unit: AgeUnit, size: number, digits: number])[] = [
  [9_950, 's', 1000, 1],
  [90_000, 's', 1000, 0],
  [90 * 60_000, 'min', 60_000, 0],
  [36 * 3_600_000, 'h', 3_600_000, 0],
  [Number.POSITIVE_INFINITY, 'd', 86_400_000, 0],
];
type AgeUnit = 's' | 'min' | 'h' | 'd';
const UNITS: Readonly<Record<string, Readonly<Record<AgeUnit, string>>>> = {
  en: { s: 's', min: 'min', h: 'h', d: 'd' },
  vi: { s: 'giây', min: 'phút', h: 'giờ', d: 'ngày' },
};

/** How long ago, as short as it can be said: tenths of a second at first, then whole seconds, minutes, hours, days. */
function age(ms: number, locale: string, number: Formats['number']): string {
  const [, unit, size, digits] = STEPS.find(([below]) => ms < below) ?? [0, 'd' as const, 86_400_000, 0];
  return `${number(ms / size, digits)} ${unitWord(unit, locale)}`;
}

function unitWord(unit: AgeUnit, locale: string): string {
  const units = UNITS[locale.split('-')[0] ?? 'en'] ?? UNITS['en'];
  return units?.[unit] ?? unit;
}

function span(ms: number, locale: string, number: Formats['number']): string {
  const say = (value: number, unit: AgeUnit) => `${number(value)} ${unitWord(unit, locale)}`;
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return say(seconds, 's');
  const minutes = Math.floor(seconds / 60);
  const [large, small, largeUnit, smallUnit]: readonly [number, number, AgeUnit, AgeUnit] =
    minutes < 60
      ? [0, minutes, 'h', 'min']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), minutes % 60, 'h', 'min']
        : [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), 'd', 'h'];
  if (large === 0) return say(small, smallUnit);
  return small === 0 ? say(large, largeUnit) : `${say(large, largeUnit)} ${say(small, smallUnit)}`;
}
