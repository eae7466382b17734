import type { CameraView } from '../../../domain/contracts/api.ts';
import type { CameraPlace } from '../../../domain/contracts/camera-config.ts';
import { allFromCamera, groundFrame } from '../../../domain/map/ground-frame.ts';
import type { GroundFrame } from '../../../domain/map/ground-frame.ts';
import { placeAt } from '../../../domain/map/places.ts';
import type { MapPlace } from '../../../domain/map/places.ts';
import type { NormPoint } from '../../../domain/geometry/points.ts';
import type { CameraLook } from './camera-look.ts';
import type { MapCamera, MapFlow, MapLine, MapZone } from './stage/map-scene.ts';

/** What passed the lines lately, by line; a line that is not in it is not known. */
export type FlowsByLine = ReadonlyMap<string, readonly MapFlow[]>;
/** What others know of zones, by zone. */
export type ZoneStates = ReadonlyMap<string, NonNullable<MapZone['state']>>;

export interface CameraFacts {
  readonly camera: CameraView;
  readonly place: CameraPlace;
  readonly look: CameraLook;
  readonly word: string;
  readonly flows: FlowsByLine;
  readonly zoneStates: ZoneStates;
}

const frames = new WeakMap<CameraView, GroundFrame | null>();

/** Where the camera stands in its own metres; null without a calibration that can be used. */
export function frameOf(camera: CameraView): GroundFrame | null {
  const found = frames.get(camera);
  if (found !== undefined) return found;
  const { calibration } = camera;
  const made = calibration === null ? null : groundFrame(calibration.fit, calibration.picture);
  frames.set(camera, made);
  return made;
}

/** A camera as the map draws it: where it is calibrated and turned, with its lines and zones on the ground. */
export function mapCamera({ camera, place, look, word, flows, zoneStates }: CameraFacts): MapCamera {
  const frame = frameOf(camera);
  const { latitude, longitude, heading = null } = place;
  const from = { latitude, longitude };
  const onGround = (points: readonly NormPoint[]): readonly MapPlace[] | null =>
    frame === null || heading === null
      ? null
      : (allFromCamera(frame, heading, points)?.map((offset) => placeAt(from, offset)) ?? null);
  return {
    ...{ id: camera.id, name: camera.name, word, shape: look.shape, tone: look.tone, place: from, heading, frame },
    fieldOfView: frame?.stand.fieldOfView ?? place.fieldOfView ?? null,
    seen: onGround(camera.calibration?.fit.region ?? []),
    lines: camera.lines.flatMap((line): MapLine[] => {
      const [start, end] = onGround([line.from, line.to]) ?? [];
      if (start === undefined || end === undefined) return [];
      return [{ id: line.lineId, from: start, to: end, flows: flows.get(line.lineId) ?? UNKNOWN_FLOWS }];
    }),
    zones: camera.zones.flatMap((zone): MapZone[] => {
      const outline = zone.kind === 'zone' ? onGround(zone.points) : null;
      return outline === null ? [] : [{ id: zone.zoneId, outline, state: zoneStates.get(zone.zoneId) ?? null }];
    }),
  };
}

const UNKNOWN_FLOWS: readonly MapFlow[] = [
  { direction: 'in', count: null, isWhole: false, perHour: 0 },
  { direction: 'out', count: null, isWhole: false, perHour: 0 },
];

/** Keeps what did not change, so that a status of two thousand cameras redraws nothing but those that changed. */
export function createCameraCache() {
  const known = new Map<string, { readonly facts: CameraFacts; readonly made: MapCamera }>();
  let last: readonly MapCamera[] = [];
  return (all: readonly CameraFacts[]): readonly MapCamera[] => {
    const next = all.map((facts) => {
      const found = known.get(facts.camera.id);
      if (found !== undefined && isSame(found.facts, facts)) return found.made;
      const made = mapCamera(facts);
      known.set(facts.camera.id, { facts, made });
      return made;
    });
    if (next.length !== last.length || next.some((one, at) => one !== last[at])) last = next;
    return last;
  };
}

function isSame(a: CameraFacts, b: CameraFacts): boolean {
  return (
    a.camera === b.camera &&
    a.place === b.place &&
    a.look.state === b.look.state &&
    a.word === b.word &&
    a.flows === b.flows &&
    a.zoneStates === b.zoneStates
  );
}
