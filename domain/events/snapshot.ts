import { asList, asNumber, asNumbers, asRecord, readEach, readOrFail } from '../base/plain-data.ts';
import type { PlainRecord } from '../base/plain-data.ts';
import type { Result } from '../base/result.ts';
import { ROAD_USER_CLASSES } from '../detection/classes.ts';
import type { QuantBox } from '../tracking/quant-box.ts';
import { createIncidentWatch } from './incident-watch.ts';
import type { IncidentWatch } from './incident-watch.ts';
import { INCIDENT_RULES } from './kinds.ts';
import type { IncidentRule } from './kinds.ts';
import type { OpenIncident } from './lifecycle.ts';
import type { RoadUser } from './road-user.ts';

const VERSION = 1;

/** The memory of the rules as JSON-safe data. */
export interface IncidentSnapshot {
  readonly version: number;
  readonly users: readonly object[];
  readonly memories: readonly (readonly [string, readonly (readonly [string, readonly number[]])[]])[];
  readonly open: readonly object[];
  readonly ordinals: readonly (readonly [string, number])[];
  readonly askedUs: number | null;
  readonly isFewer: boolean;
}

/** Numbers of a road user in the order in which they are kept; what is not known in metres is null. */
const NUMBERS = [
  ...(['track', 'before', 'x', 'y', 'size', 'frameId', 'firstUs', 'lastUs', 'vx', 'vy', 'hx', 'hy'] as const),
  ...(['gx', 'gy', 'gvx', 'gvy', 'ghx', 'ghy', 'restX', 'restY', 'restSinceUs'] as const),
];

/** The memory as data for a checkpoint. */
export function serializeIncidents({ users, memories, life, askedUs, isFewer }: IncidentWatch): IncidentSnapshot {
  return {
    version: VERSION,
    users: [...users.values()].map((user) => ({
      className: user.className,
      box: user.box,
      rest: user.rest,
      zones: user.zones,
      trail: user.trail.map(orNull),
      numbers: NUMBERS.map((name) => orNull(user[name])),
    })),
    memories: [...memories].map(([rule, memory]) => [rule, [...memory].map(([key, values]) => [key, [...values]])]),
    open: life.open.map((one) => ({ ...one })),
    ordinals: [...life.ordinals],
    askedUs,
    isFewer,
  };
}

/** The memory that a checkpoint holds. */
export function restoreIncidents(stored: unknown): Result<IncidentWatch> {
  const record = asRecord(stored);
  const watch = record?.['version'] === VERSION ? readWatch(record) : null;
  return readOrFail('incidents', watch);
}

function readWatch(record: PlainRecord): IncidentWatch | null {
  const users = readEach(record['users'], readUser);
  const memories = readEach(record['memories'], readMemory);
  const open = readEach(record['open'], readOpen);
  const ordinals = readEach(record['ordinals'], readOrdinal);
  if (users === null || memories === null || open === null || ordinals === null) return null;
  const watch = createIncidentWatch();
  for (const user of users) watch.users.set(user.track, user);
  for (const [rule, memory] of memories) watch.memories.set(rule, memory);
  for (const [rule, ordinal] of ordinals) watch.life.ordinals.set(rule, ordinal);
  watch.life.open = [...open];
  watch.askedUs = asNumber(record['askedUs']);
  watch.isFewer = record['isFewer'] === true;
  return watch;
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function orNaN(value: unknown): number | null {
  return value === null ? NaN : asNumber(value);
}

function readUser(stored: unknown): RoadUser | null {
  const record = asRecord(stored);
  const numbers = readEach(record?.['numbers'], orNaN);
  const trail = readEach(record?.['trail'], orNaN);
  const zones = asNumbers(record?.['zones']);
  const [box, rest] = [readBox(record?.['box']), readBox(record?.['rest'])];
  const className = ROAD_USER_CLASSES.find((name) => name === record?.['className']);
  if (numbers?.length !== NUMBERS.length || trail === null || zones === null) return null;
  if (box === null || rest === null || className === undefined) return null;
  const named = Object.fromEntries(NUMBERS.map((name, at) => [name, numbers[at] ?? NaN]));
  return { ...(named as Pick<RoadUser, (typeof NUMBERS)[number]>), className, box, rest, zones, trail: [...trail] };
}

function readBox(stored: unknown): QuantBox | null {
  const [x1, y1, x2, y2] = asNumbers(stored, 4) ?? [];
  return x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined ? null : [x1, y1, x2, y2];
}

function ruleOf(value: unknown): IncidentRule | null {
  return INCIDENT_RULES.find((rule) => rule === value) ?? null;
}

function readMemory(stored: unknown): readonly [IncidentRule, Map<string, number[]>] | null {
  const [name, values] = asList(stored) ?? [];
  const rule = ruleOf(name);
  const entries = readEach(values, (one) => {
    const [key, numbers] = asList(one) ?? [];
    const read = asNumbers(numbers);
    return typeof key !== 'string' || read === null ? null : ([key, [...read]] as [string, number[]]);
  });
  return rule === null || entries === null ? null : [rule, new Map(entries)];
}

function readOrdinal(stored: unknown): readonly [IncidentRule, number] | null {
  const [name, value] = asList(stored) ?? [];
  const [rule, ordinal] = [ruleOf(name), asNumber(value)];
  return rule === null || ordinal === null ? null : [rule, ordinal];
}

function readOpen(stored: unknown): OpenIncident | null {
  const record = asRecord(stored);
  if (record === null) return null;
  const rule = ruleOf(record['rule']);
  const [ordinal = null, fromUs = null, openedUs = null, frameId = null, lastUs = null, lastFrameId = null] = (
    ['ordinal', 'fromUs', 'openedUs', 'frameId', 'lastUs', 'lastFrameId'] as const
  ).map((name) => asNumber(record[name]));
  const keys = readEach(record['keys'], asText);
  const tracks = asNumbers(record['tracks']);
  const zone = record['zone'] === null ? null : asText(record['zone']);
  if (rule === null || ordinal === null || fromUs === null || openedUs === null || frameId === null) return null;
  if (lastUs === null || lastFrameId === null || keys === null || tracks === null) return null;
  const times = { fromUs, openedUs, frameId, lastUs, lastFrameId };
  const told = { box: readBox(record['box']), place: readPlace(record['place']), values: readValues(record['values']) };
  return { rule, ordinal, zone, keys: [...keys], tracks: [...tracks], ...times, ...told };
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function readPlace(stored: unknown): OpenIncident['place'] {
  const record = asRecord(stored);
  const [x, y] = [asNumber(record?.['x']), asNumber(record?.['y'])];
  return x === null || y === null ? null : { x, y };
}

function readValues(stored: unknown): Record<string, number> {
  const entries = Object.entries(asRecord(stored) ?? {});
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'number' ? [[name, value] as const] : [])),
  );
}
