import { asNumber, asNumbers, asRecord, readEach, readOrFail } from '../../base/plain-data.ts';
import type { PlainRecord } from '../../base/plain-data.ts';
import type { Result } from '../../base/result.ts';
import { ROAD_USER_CLASSES } from '../../detection/classes.ts';
import type { PresentVehicle } from './present-vehicles.ts';
import type { ZoneCounts } from './zone-counts.ts';
import type { MinuteTally } from './zone-minutes.ts';
import { ZONE_STATES } from './zone-state.ts';
import type { ZoneState } from './zone-state.ts';
import { createZoneWatch } from './zone-watch.ts';
import type { WatchedZone, ZoneMemory, ZoneSample, ZoneWatch } from './zone-watch.ts';

const VERSION = 1;

/** A watch's memory as JSON-safe data; the zones belong to the camera's settings. */
export function serializeZoneWatch({ memories, present, last, sampledUs }: ZoneWatch): unknown {
  const zones = [...memories].map(([zoneVersionId, { counts, ...memory }]) => ({
    zoneVersionId,
    ...memory,
    counts: { ...counts, counted: [...counts.counted] },
  }));
  return { version: VERSION, last, sampledUs, present: [...present.values()], zones };
}

/** The watch that a checkpoint holds, over these zones; memory of versions that are no longer in force is dropped. */
export function restoreZoneWatch(stored: unknown, zones: readonly WatchedZone[]): Result<ZoneWatch> {
  return readOrFail('zones', readWatch(asRecord(stored), zones));
}

function readWatch(record: PlainRecord | null, zones: readonly WatchedZone[]): ZoneWatch | null {
  const memories = record?.['version'] === VERSION ? readEach(record['zones'], readMemory) : null;
  const present = readEach(record?.['present'], readVehicle);
  if (record === null || memories === null || present === null) return null;
  const last = asRecord(record['last']);
  const [mediaUs, utcUs] = [asNumber(last?.['mediaUs']), asNumber(last?.['utcUs'])];
  const watch = createZoneWatch(zones);
  const inForce = new Set(zones.map(({ versionId }) => versionId));
  for (const [versionId, memory] of memories) if (inForce.has(versionId)) watch.memories.set(versionId, memory);
  for (const vehicle of present) watch.present.set(vehicle.track, vehicle);
  watch.last = mediaUs === null || utcUs === null ? null : { mediaUs, utcUs };
  watch.sampledUs = asNumber(record['sampledUs']);
  return watch;
}

function readMemory(stored: unknown): readonly [string, ZoneMemory] | null {
  const record = asRecord(stored);
  const versionId = record?.['zoneVersionId'];
  const state = readState(record?.['state']);
  const recent = asNumbers(record?.['recent']);
  const [ordinal, sinceUtcUs] = [asNumber(record?.['ordinal']), asNumber(record?.['sinceUtcUs'])];
  const counts = readCounts(asRecord(record?.['counts']));
  if (record === null || typeof versionId !== 'string' || state === null || recent === null || counts === null)
    return null;
  if (ordinal === null || sinceUtcUs === null) return null;
  const sample = readSample(asRecord(record['sample']));
  const tally = readTally(asRecord(record['tally']));
  const flow = readFlow(asRecord(record['flow']));
  return [versionId, { recent: [...recent], state, ordinal, sinceUtcUs, sample, tally, flow, counts }];
}

function readVehicle(stored: unknown): PresentVehicle | null {
  const record = asRecord(stored);
  const [track, seenUs] = [asNumber(record?.['track']), asNumber(record?.['seenUs'])];
  const box = asNumbers(record?.['box'], 4);
  const classSoFar = ROAD_USER_CLASSES.find((name) => name === record?.['classSoFar']);
  if (track === null || seenUs === null || box === null || classSoFar === undefined) return null;
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  return { track, classSoFar, box: [left, top, right, bottom], seenUs };
}

function readState(stored: unknown): ZoneState | null {
  return ZONE_STATES.find((known) => known === stored) ?? null;
}

function readSample(record: PlainRecord | null): ZoneSample | null {
  const numbers = numbersOf(record, ['density', 'smoothed', 'vehicles', 'pcu']);
  const byClass = asNumbers(record?.['byClass']);
  const state = readState(record?.['state']);
  if (numbers === null || byClass === null || state === null) return null;
  const [density = 0, smoothed = 0, vehicles = 0, pcu = 0] = numbers;
  return { density, smoothed, vehicles, pcu, byClass, state };
}

function readTally(record: PlainRecord | null): MinuteTally | null {
  const names = ['startUtcUs', 'watchedUs', 'toldUs', 'density', 'maxDensity', 'vehicles', 'maxVehicles'];
  const numbers = numbersOf(record, names);
  const byClass = asNumbers(record?.['byClass']);
  const inStateUs = asNumbers(record?.['inStateUs'], ZONE_STATES.length);
  if (numbers === null || byClass === null || inStateUs === null) return null;
  const [startUtcUs = 0, watchedUs = 0, toldUs = 0, density = 0, maxDensity = 0, vehicles = 0, maxVehicles = 0] =
    numbers;
  const sums = { density, maxDensity, vehicles, maxVehicles };
  return { startUtcUs, watchedUs, toldUs, ...sums, byClass: [...byClass], inStateUs: [...inStateUs] };
}

function readFlow(record: PlainRecord | null): ZoneMemory['flow'] {
  const numbers = numbersOf(record, ['vehicles', 'pcu']);
  const [vehicles = 0, pcu = 0] = numbers ?? [];
  return numbers === null ? null : { vehicles, pcu };
}

function readCounts(record: PlainRecord | null): ZoneCounts | null {
  const numbers = numbersOf(record, ['cumulative', 'preserved', 'preservedSinceUs']);
  const counted = asNumbers(record?.['counted']);
  if (record === null || numbers === null || counted === null) return null;
  const [cumulative = 0, preserved = 0, preservedSinceUs = 0] = numbers;
  const spell = numbersOf(asRecord(record['spell']), ['most', 'updatedUs']);
  const [most = 0, updatedUs = 0] = spell ?? [];
  return {
    cumulative,
    counted: new Set(counted),
    emptySinceUs: asNumber(record['emptySinceUs']),
    spell: spell === null ? null : { most, updatedUs },
    preserved,
    preservedSinceUs,
  };
}

function numbersOf(record: PlainRecord | null, names: readonly string[]): readonly number[] | null {
  return record === null ? null : asNumbers(names.map((name) => record[name]));
}
