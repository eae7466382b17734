import { classCode } from '../../detection/classes.ts';
import { normPoint } from '../../geometry/points.ts';
import type { NormPoint } from '../../geometry/points.ts';
import { pointInPolygon } from '../../geometry/polygon.ts';
import { referencePoint } from '../../tracking/quant-box.ts';
import type { QuantBox } from '../../tracking/quant-box.ts';
import type { TrackPoint } from '../../tracking/track-facts.ts';
import { MOST_BETWEEN_FRAMES_US } from '../coverage.ts';
import type { FlatPolygon } from '../density/covered-area.ts';
import { areaOfPicture } from '../density/density-method.ts';
import type { DensityMethod } from '../density/density-method.ts';
import type { GreyPicture } from '../density/grey-picture.ts';
import type { RoadStretch } from '../density/link-density.ts';
import type { DensitySettings } from '../density/settings.ts';
import { remember, smoothed } from '../density/smoothing.ts';
import { factorOf } from '../pcu.ts';
import { PUBLISHED_PCU } from '../pcu-tables.ts';
import { createZoneCounts, forgetTracks, stepZoneCounts } from './zone-counts.ts';
import type { ZoneCounts } from './zone-counts.ts';
import { stepPresent } from './present-vehicles.ts';
import type { PresentVehicle, PresentVehicles } from './present-vehicles.ts';
import { createTally, holdSample, takeMinute } from './zone-minutes.ts';
import type { HeldSample, MinuteTally, ZoneMinute } from './zone-minutes.ts';
import { nextZoneState } from './zone-state.ts';
import type { ZoneState } from './zone-state.ts';

/** A version of an area whose density is watched. */
export interface WatchedZone {
  readonly versionId: string;
  readonly points: readonly NormPoint[];
  /** The point of a vehicle's box that says whether it is in the area. */
  readonly reference: NormPoint;
  /** Null: nothing is said per kilometre and lane. */
  readonly road: RoadStretch | null;
}

/** A frame with the vehicles that are followed on it. */
export interface ZoneFrame {
  readonly mediaUs: number;
  readonly utcUs: number;
  readonly observed: readonly TrackPoint[];
  /** The numbers of tracks that ended with it. */
  readonly ended: readonly number[];
  /** Its brightness, for methods that look at pictures. */
  readonly picture?: () => GreyPicture | null;
}

/** A zone came into another state. */
export interface ZoneChange {
  readonly zoneVersionId: string;
  /** 1 for the first change of this version in its session, 2 for the next. */
  readonly ordinal: number;
  readonly from: ZoneState;
  readonly to: ZoneState;
  /** The smoothed density that it was judged by. */
  readonly density: number;
  readonly mediaUs: number;
  readonly utcUs: number;
}

/** What one frame gave, in the order of the zones. */
export interface ZoneStep {
  readonly changes: readonly ZoneChange[];
  readonly minutes: readonly (ZoneMinute & { readonly zoneVersionId: string })[];
  /** Whether densities were taken on this frame. */
  readonly sampled: boolean;
}

/** A sample with what is derived from it. */
export interface ZoneSample extends HeldSample {
  readonly smoothed: number;
  readonly pcu: number;
}

/** What is remembered of one zone. Changed in place. */
export interface ZoneMemory {
  /** The newest densities, oldest first. */
  readonly recent: number[];
  state: ZoneState;
  ordinal: number;
  /** Since when it is in this state. */
  sinceUtcUs: number;
  /** Null before the first sample. */
  sample: ZoneSample | null;
  tally: MinuteTally | null;
  /** Vehicles and passenger car units over the last minute or so, for density along the road. */
  flow: { vehicles: number; pcu: number } | null;
  readonly counts: ZoneCounts;
}

/** The zones of one camera's session and what is remembered of them. */
export interface ZoneWatch {
  zones: readonly PreparedZone[];
  readonly memories: Map<string, ZoneMemory>;
  readonly present: PresentVehicles;
  last: { readonly mediaUs: number; readonly utcUs: number } | null;
  /** Source time of the newest sample. */
  sampledUs: number | null;
}

interface PreparedZone extends WatchedZone {
  readonly area: FlatPolygon;
}

const NO_PICTURE = (): null => null;

/** After so long without a frame what was seen before says nothing of now. */
const STALE_AFTER_US = 2_000_000;

/** Just within the picture. */
const WITHIN = 1 - 1e-9;

/** A watch without memory. */
export function createZoneWatch(zones: readonly WatchedZone[]): ZoneWatch {
  return { zones: zones.map(prepared), memories: new Map(), present: new Map(), last: null, sampledUs: null };
}

/** Other zones from now on; versions that stay go on as they are, and of those that go their last minute is told. */
export function replaceZones(watch: ZoneWatch, zones: readonly WatchedZone[]): ZoneStep {
  watch.zones = zones.map(prepared);
  const staying = new Set(zones.map(({ versionId }) => versionId));
  const minutes: ZoneStep['minutes'][number][] = [];
  for (const [versionId, memory] of watch.memories) {
    if (staying.has(versionId)) continue;
    minutes.push(...lastMinute(versionId, memory));
    watch.memories.delete(versionId);
  }
  return { changes: [], minutes, sampled: false };
}

/** Takes one frame: the time since the last one is added as it was, then, if one is due, every zone is looked at anew. */
export function stepZoneWatch(
  watch: ZoneWatch,
  frame: ZoneFrame,
  method: DensityMethod,
  settings: DensitySettings,
): ZoneStep {
  const minutes = addTime(watch, frame);
  for (const { counts } of watch.memories.values()) forgetTracks(counts, frame.ended);
  stepPresent(watch.present, frame, settings.holdSeconds);
  const due = watch.sampledUs === null || frame.mediaUs - watch.sampledUs >= settings.everySeconds * 1e6;
  const changes: ZoneChange[] = [];
  if (due) {
    const vehicles = [...watch.present.values()];
    const boxes = vehicles.map(({ box }) => box);
    method.look({ mediaUs: frame.mediaUs, boxes, picture: frame.picture ?? NO_PICTURE });
    for (const zone of watch.zones) {
      const change = sampleZone(watch, zone, { frame, vehicles, density: method.shareOf(zone.area) }, settings);
      if (change !== null) changes.push(change);
    }
    watch.sampledUs = frame.mediaUs;
  }
  watch.last = { mediaUs: frame.mediaUs, utcUs: frame.utcUs };
  return { changes, minutes, sampled: due };
}

/** The session is over: what the running minutes hold. */
export function finishZoneWatch(watch: ZoneWatch): ZoneStep {
  return replaceZones(watch, []);
}

function prepared(zone: WatchedZone): PreparedZone {
  return { ...zone, area: areaOfPicture(zone.points) };
}

function lastMinute(zoneVersionId: string, { tally }: ZoneMemory): ZoneStep['minutes'] {
  return tally === null ? [] : takeMinute(tally).map((minute) => ({ zoneVersionId, ...minute }));
}

/** Time between two frames was watched under the same condition as it counts as watched at all. */
function addTime({ last, memories }: ZoneWatch, { mediaUs }: ZoneFrame): ZoneStep['minutes'] {
  if (last === null) return [];
  const lasting = mediaUs - last.mediaUs;
  if (lasting > STALE_AFTER_US) for (const memory of memories.values()) memory.recent.length = 0;
  if (lasting <= 0 || lasting > MOST_BETWEEN_FRAMES_US) return [];
  const told: ZoneStep['minutes'][number][] = [];
  for (const [zoneVersionId, memory] of memories) {
    if (memory.sample === null) continue;
    memory.tally ??= createTally(last.utcUs);
    const minutes = holdSample(memory.tally, memory.sample, last.utcUs, lasting);
    for (const minute of minutes) told.push({ zoneVersionId, ...minute });
  }
  return told;
}

interface Look {
  readonly frame: ZoneFrame;
  readonly vehicles: readonly PresentVehicle[];
  readonly density: number;
}

function sampleZone(
  watch: ZoneWatch,
  zone: PreparedZone,
  { frame, vehicles, density }: Look,
  settings: DensitySettings,
): ZoneChange | null {
  const memory = memoryOf(watch, zone.versionId, frame.utcUs);
  remember(memory.recent, density, settings.smoothing.samples);
  const judged = smoothed(memory.recent, settings.smoothing.decay);
  const from = memory.state;
  const state = nextZoneState(from, judged, settings);
  const inside = vehicles.filter(({ box }) => isIn(zone, box));
  const byClass = countByClass(inside);
  const pcu = inside.reduce((sum, { classSoFar }) => sum + (factorOf(PUBLISHED_PCU.specification, classSoFar) ?? 0), 0);
  memory.flow = followed(memory.flow, { vehicles: inside.length, pcu }, sinceSample(watch, frame), settings);
  memory.sample = { density, smoothed: judged, vehicles: inside.length, byClass, state, pcu };
  const atUs = frame.mediaUs;
  const tracks = inside.map(({ track }) => track);
  stepZoneCounts(memory.counts, { atUs, state, density: judged, pcu, tracks }, settings);
  if (state === from) return null;
  memory.state = state;
  memory.ordinal += 1;
  memory.sinceUtcUs = frame.utcUs;
  const { mediaUs, utcUs } = frame;
  const told = Math.round(judged * 1e6) / 1e6;
  return { zoneVersionId: zone.versionId, ordinal: memory.ordinal, from, to: state, density: told, mediaUs, utcUs };
}

/** A vehicle that the right or lower edge of the picture cuts stands in the zones that reach to that edge. */
function isIn({ points, reference }: PreparedZone, box: QuantBox): boolean {
  const { x, y } = referencePoint(box, reference);
  return pointInPolygon(points, normPoint(Math.min(x, WITHIN), Math.min(y, WITHIN)));
}

function sinceSample({ sampledUs }: ZoneWatch, { mediaUs }: ZoneFrame): number {
  return sampledUs === null ? 0 : (mediaUs - sampledUs) / 1e6;
}

/** A mean that forgets: after the time that levels of service look back over, a third of what was is left in it. */
function followed(
  before: ZoneMemory['flow'],
  now: { readonly vehicles: number; readonly pcu: number },
  seconds: number,
  { los }: DensitySettings,
): { vehicles: number; pcu: number } {
  if (before === null) return { ...now };
  const share = 1 - Math.exp(-seconds / los.overSeconds);
  return {
    vehicles: before.vehicles + share * (now.vehicles - before.vehicles),
    pcu: before.pcu + share * (now.pcu - before.pcu),
  };
}

function countByClass(vehicles: readonly PresentVehicle[]): number[] {
  const counts: number[] = [];
  for (const { classSoFar } of vehicles) {
    const code = classCode(classSoFar);
    while (counts.length <= code) counts.push(0);
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

function memoryOf({ memories }: ZoneWatch, versionId: string, utcUs: number): ZoneMemory {
  const known = memories.get(versionId);
  if (known !== undefined) return known;
  const fresh: ZoneMemory = {
    recent: [],
    state: 'normal',
    ordinal: 0,
    sinceUtcUs: utcUs,
    sample: null,
    tally: null,
    flow: null,
    counts: createZoneCounts(),
  };
  memories.set(versionId, fresh);
  return fresh;
}
