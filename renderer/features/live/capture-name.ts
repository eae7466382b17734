/** `camera_YYYY-MM-DD_HH-MM-SS.jpg`, by the clock of the site: the moment of the picture, not of the click. */
export function captureName(cameraId: string, utcUs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = new Map(format.formatToParts(utcUs / 1000).map(({ type, value }) => [type, value]));
  const joined = (types: readonly Intl.DateTimeFormatPartTypes[]) => types.map((type) => parts.get(type)).join('-');
  return `${cameraId}_${joined(['year', 'month', 'day'])}_${joined(['hour', 'minute', 'second'])}.jpg`;
}
