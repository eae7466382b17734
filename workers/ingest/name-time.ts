/** `2024-05-01_13-00-00`, `20240501T130000Z`, `cam3 2024.05.01 13.00.00.mp4`: the habits of recorders. */
const DATE_IN_NAME =
  /(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})[T_ -]{0,2}(\d{2})[-_.:h]?(\d{2})[-_.:m]?(\d{2})(?!\d)\s?(Z)?/;

/** When a recording began, read from its name as local time of `timeZone` (or as UTC behind a Z); null when the name does not say. */
export function startFromName(name: string, timeZone: string): number | null {
  const match = DATE_IN_NAME.exec(name);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const asUtcMs = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
  const back = new Date(asUtcMs);
  // Date.UTC carries month 13 over into the next year; such digits were no date.
  if (back.getUTCMonth() + 1 !== month || back.getUTCDate() !== day || (hour ?? 0) > 23) return null;
  if (match[7] !== undefined) return asUtcMs * 1_000;
  const offset = zoneOffsetMs(asUtcMs, timeZone);
  if (offset === null) return null;
  // The offset is looked up at the guessed moment first, then at the moment it leads to: right on both sides of a change.
  const settled = zoneOffsetMs(asUtcMs - offset, timeZone) ?? offset;
  return (asUtcMs - settled) * 1_000;
}

function zoneOffsetMs(utcMs: number, timeZone: string): number | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(utcMs).find((p) => p.type === 'timeZoneName')?.value ?? '';
    const match = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(name);
    if (!match) return null;
    const sign = match[1] === '-' ? -1 : 1;
    return sign * (Number(match[2] ?? 0) * 3_600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0)) * 1_000;
  } catch {
    return null;
  }
}
