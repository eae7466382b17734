import type { ZoneMinuteFact, ZoneStateFact } from '../../../domain/contracts/density.ts';
import { NOON, SECOND } from './builders.ts';

export function zoneState(
  sessionId: string,
  zoneVersionId: string,
  ordinal = 1,
  change: Partial<ZoneStateFact> = {},
): ZoneStateFact {
  return {
    kind: 'zone-state',
    sessionId,
    zoneVersionId,
    ordinal,
    from: 'normal',
    to: 'warning',
    density: 0.31,
    mediaUs: ordinal * SECOND,
    utcUs: NOON + ordinal * SECOND,
    ...change,
  };
}

export function zoneMinute(sessionId: string, zoneVersionId: string, watchedUs = SECOND): ZoneMinuteFact {
  return {
    kind: 'zone-minute',
    sessionId,
    zoneVersionId,
    startUtcUs: NOON,
    watchedUs,
    meanDensity: watchedUs / 1e9,
    maxDensity: 0.5,
    meanVehicles: 2.5,
    maxVehicles: 4,
    meanPcu: 3.1,
    meanByClass: { car: 2, bus: 0.5 },
    inStateUs: { normal: watchedUs, warning: 0, heavy: 0, jam: 0 },
  };
}
