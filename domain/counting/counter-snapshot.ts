import { asNumber, asNumbers, asRecord, readEach, readOrFail } from '../base/plain-data.ts';
import type { Result } from '../base/result.ts';
import { toMediaUs } from '../base/time.ts';
import type { LineMemory, Passage } from './line-counter.ts';
import { createTrackCounter, replaceRules } from './track-counter.ts';
import type { CountingRules, TrackCounter, TrackMemory } from './track-counter.ts';
import type { ZoneMemory } from './zone-visits.ts';

const VERSION = 1;

type Numbers = readonly number[];

/** The memory of one track at one line; passages as mediaUs, frameId, x, y. */
export interface LineMemorySnapshot {
  readonly version: string;
  /** side, lastSign, net, crossings. */
  readonly facts: Numbers;
  readonly last: Numbers | null;
  readonly inward: Numbers | null;
  readonly outward: Numbers | null;
}

/** The memory of one track at one area. */
export interface ZoneMemorySnapshot {
  readonly version: string;
  /** inside (0 or 1), enterUs, stays. */
  readonly facts: Numbers;
  readonly pendingUs: number | null;
  /** x, y, mediaUs, within (0 or 1). */
  readonly last: Numbers | null;
}

/** A counter's whole memory as JSON-safe data. */
export interface CounterSnapshot {
  readonly version: number;
  readonly tracks: readonly {
    readonly track: number;
    readonly lines: readonly LineMemorySnapshot[];
    readonly zones: readonly ZoneMemorySnapshot[];
  }[];
}

/** The memory as data for a checkpoint. The rules are not part of it: they belong to the camera's settings. */
export function serializeTrackCounter(counter: TrackCounter): CounterSnapshot {
  const tracks = [...counter.tracks].map(([track, memory]) => ({
    track,
    lines: [...memory.lines].map(([version, line]) => lineSnapshot(version, line)),
    zones: [...memory.zones].map(([version, zone]) => zoneSnapshot(version, zone)),
  }));
  return { version: VERSION, tracks };
}

/** The counter that a checkpoint holds, under these rules; memory of versions that are no longer in force is dropped. */
export function restoreTrackCounter(stored: unknown, rules: CountingRules): Result<TrackCounter> {
  const record = asRecord(stored);
  const tracks = record?.['version'] === VERSION ? readEach(record['tracks'], readTrack) : null;
  if (tracks === null) return readOrFail<TrackCounter>('counter', null);
  const counter = createTrackCounter(rules);
  for (const [track, memory] of tracks) counter.tracks.set(track, memory);
  replaceRules(counter, rules);
  return readOrFail('counter', counter);
}

function lineSnapshot(version: string, memory: LineMemory): LineMemorySnapshot {
  const { side, lastSign, net, crossings } = memory;
  return {
    version,
    facts: [side, lastSign, net, crossings],
    last: passageNumbers(memory.last),
    inward: passageNumbers(memory.inward),
    outward: passageNumbers(memory.outward),
  };
}

function zoneSnapshot(version: string, { inside, enterUs, stays, pendingUs, last }: ZoneMemory): ZoneMemorySnapshot {
  return {
    version,
    facts: [inside ? 1 : 0, enterUs, stays],
    pendingUs,
    last: last === null ? null : [last.x, last.y, last.mediaUs, last.within ? 1 : 0],
  };
}

function passageNumbers(passage: Passage | null): Numbers | null {
  return passage === null ? null : [passage.mediaUs, passage.frameId, passage.x, passage.y];
}

function readTrack(stored: unknown): readonly [number, TrackMemory] | null {
  const record = asRecord(stored);
  if (record === null) return null;
  const track = asNumber(record['track']);
  const lines = readEach(record['lines'], readLine);
  const zones = readEach(record['zones'], readZone);
  if (track === null || lines === null || zones === null) return null;
  return [track, { lines: new Map(lines), zones: new Map(zones) }];
}

function readLine(stored: unknown): readonly [string, LineMemory] | null {
  const record = asRecord(stored);
  if (record === null) return null;
  const version = record['version'];
  const facts = asNumbers(record['facts'], 4);
  const last = readPassage(record['last']);
  const inward = readPassage(record['inward']);
  const outward = readPassage(record['outward']);
  if (typeof version !== 'string' || facts === null) return null;
  if (last === undefined || inward === undefined || outward === undefined) return null;
  const [side = 0, lastSign = 0, net = 0, crossings = 0] = facts;
  return [version, { side, lastSign, last, net, inward, outward, crossings }];
}

function readZone(stored: unknown): readonly [string, ZoneMemory] | null {
  const record = asRecord(stored);
  if (record === null) return null;
  const version = record['version'];
  const facts = asNumbers(record['facts'], 3);
  const pending = record['pendingUs'] === null ? null : asNumber(record['pendingUs']);
  const last = record['last'] === null ? null : asNumbers(record['last'], 4);
  if (typeof version !== 'string' || facts === null) return null;
  if ((pending === null && record['pendingUs'] !== null) || (last === null && record['last'] !== null)) return null;
  const [inside = 0, enterUs = 0, stays = 0] = facts;
  const [x = 0, y = 0, mediaUs = 0, within = 0] = last ?? [];
  return [
    version,
    {
      inside: inside === 1,
      enterUs: toMediaUs(enterUs),
      pendingUs: pending === null ? null : toMediaUs(pending),
      last: last === null ? null : { x, y, mediaUs: toMediaUs(mediaUs), within: within === 1 },
      stays,
    },
  ];
}

/** undefined: unreadable; null: there was none. */
function readPassage(stored: unknown): Passage | null | undefined {
  if (stored === null) return null;
  const numbers = asNumbers(stored, 4);
  if (numbers === null) return undefined;
  const [mediaUs = 0, frameId = 0, x = 0, y = 0] = numbers;
  return { mediaUs: toMediaUs(mediaUs), frameId, x, y };
}
