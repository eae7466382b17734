import { lastSeconds } from './simple-event.ts';
import type { PatternFound, SimpleEvent } from './simple-event.ts';
import type { ComplexSettings } from './settings.ts';

/** Far more vehicles cross the lines of a camera than did before, as far back as the window reaches. */
export function trafficSurge(
  window: readonly SimpleEvent[],
  latest: SimpleEvent,
  { surge }: ComplexSettings,
): PatternFound | null {
  if (latest.kind !== 'crossing') return null;
  const own = window.filter(({ kind, cameraId }) => kind === 'crossing' && cameraId === latest.cameraId);
  const recent = lastSeconds(own, latest.utcUs, surge.recentSeconds);
  const startUs = latest.utcUs - surge.recentSeconds * 1e6;
  const before = own.filter(({ utcUs }) => utcUs <= startUs);
  const [first] = before;
  if (first === undefined || recent.length < surge.leastVehicles) return null;
  const seconds = (startUs - first.utcUs) / 1e6;
  if (seconds < surge.leastBeforeSeconds) return null;
  const factor = recent.length / surge.recentSeconds / (before.length / seconds);
  if (factor < surge.factor) return null;
  return { fromUtcUs: startUs, cameras: [latest.cameraId], values: { vehicles: recent.length, share: factor } };
}
