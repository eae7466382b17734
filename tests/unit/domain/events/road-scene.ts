import { toMediaUs } from '../../../../domain/base/time.ts';
import type { RoadUserClass } from '../../../../domain/detection/classes.ts';
import {
  createIncidentWatch,
  finishIncidents,
  prepareIncidents,
  stepIncidents,
} from '../../../../domain/events/incident-watch.ts';
import type { IncidentConfig, IncidentWatch } from '../../../../domain/events/incident-watch.ts';
import type { PictureFindings, SpeedReader } from '../../../../domain/events/rule-frame.ts';
import { DEFAULT_INCIDENT_SETTINGS } from '../../../../domain/events/settings.ts';
import type { IncidentNews } from '../../../../domain/events/sign.ts';
import type { WatchZone, ZoneWatch } from '../../../../domain/events/watch-zone.ts';
import { normPoint } from '../../../../domain/geometry/points.ts';
import { quantBox } from '../../../../domain/tracking/quant-box.ts';
import type { TrackerStep, TrackPoint } from '../../../../domain/tracking/track-facts.ts';

/** Where a road user is, as the middle of its lower edge in shares of the picture; null: not in sight. */
export interface Actor {
  readonly track: number;
  readonly class?: RoadUserClass;
  readonly size?: readonly [width: number, height: number];
  readonly at: (seconds: number) => { readonly x: number; readonly y: number } | null;
}

export const ASPECT = 16 / 9;
const SIZE = [0.05, 0.08] as const;
const NOTHING: ZoneWatch = {
  carriageway: false,
  bicycles: true,
  direction: null,
  stopLine: false,
  spillback: false,
  capacity: null,
  limitKmh: null,
};

/** A zone over the lower two thirds of the picture; traffic goes to the right. */
export const RIGHT = { from: normPoint(0.05, 0.6), to: normPoint(0.95, 0.6) };

export function zone(watch: Partial<ZoneWatch>, over: Partial<WatchZone> = {}): WatchZone {
  return {
    versionId: 'zone',
    points: [normPoint(0, 0.3), normPoint(1, 0.3), normPoint(1, 1), normPoint(0, 1)],
    reference: normPoint(0.5, 1),
    watch: { ...NOTHING, ...watch },
    ...over,
  };
}

export function config(zones: readonly WatchZone[], over: Partial<IncidentConfig> = {}): IncidentConfig {
  return { aspect: ASPECT, zones, settings: DEFAULT_INCIDENT_SETTINGS, view: null, ...over };
}

/** Stands from a moment on, having driven there to the right. */
export function drivesAndStands(x: number, y: number, arrives: number, speed = 0.15) {
  return (seconds: number) => ({ x: Math.min(x, x - speed * (arrives - seconds)), y });
}

export interface Watched {
  readonly watch: IncidentWatch;
  readonly news: IncidentNews[];
}

export interface Filming {
  readonly seconds: number;
  readonly fps?: number;
  readonly speedOf?: SpeedReader;
  readonly picture?: (seconds: number) => PictureFindings | null;
  /** Called between two frames. */
  readonly between?: (watch: IncidentWatch, seconds: number) => IncidentWatch;
}

/** All that is told of a scene, without the end of the session. */
export function film(setup: IncidentConfig, actors: readonly Actor[], filming: Filming): Watched {
  const prepared = prepareIncidents(setup);
  const { seconds, fps = 10 } = filming;
  let watch = createIncidentWatch();
  const news: IncidentNews[] = [];
  for (let frameId = 0; frameId <= seconds * fps; frameId += 1) {
    const now = frameId / fps;
    const step = stepOf(actors, now, frameId);
    const speedOf = filming.speedOf ?? null;
    const picture = filming.picture?.(now) ?? null;
    news.push(...stepIncidents(watch, prepared, { mediaUs: toMediaUs(now * 1e6), frameId, step, speedOf, picture }));
    watch = filming.between?.(watch, now) ?? watch;
  }
  return { watch, news };
}

/** What is told when the session ends. */
export function ended({ watch }: Watched, seconds: number): IncidentNews[] {
  return finishIncidents(watch, seconds * 1e6);
}

function stepOf(actors: readonly Actor[], seconds: number, frameId: number): TrackerStep {
  const observed: TrackPoint[] = actors.flatMap(({ track, class: classSoFar = 'car', size = SIZE, at }) => {
    const place = at(seconds);
    if (place === null || place.x < 0 || place.x > 1) return [];
    const [width, height] = size;
    const box = quantBox(place.x - width / 2, place.y - height, place.x + width / 2, place.y);
    return [{ track, frameId, mediaUs: toMediaUs(seconds * 1e6), box, confirmed: true, score: 0.9, classSoFar }];
  });
  return { observed, confirmedNow: [], ended: [] };
}

/** Rule and moment of what opened, to the tenth of a second. */
export function opened(news: readonly IncidentNews[]): readonly (readonly [string, number])[] {
  return news.filter(({ toUs }) => toUs === null).map(({ rule, openedUs }) => [rule, Math.round(openedUs / 1e5) / 10]);
}
