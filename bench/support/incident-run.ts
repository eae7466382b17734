import { toMediaUs } from '../../domain/base/time.ts';
import { createIncidentWatch, prepareIncidents, stepIncidents } from '../../domain/events/incident-watch.ts';
import { overlapOf } from '../../domain/events/road-user.ts';
import { isInZone } from '../../domain/events/watch-zone.ts';
import type { PreparedWatch } from '../../domain/events/watch-zone.ts';
import { DEFAULT_INCIDENT_SETTINGS } from '../../domain/events/settings.ts';
import type { IncidentNews } from '../../domain/events/sign.ts';
import { quantBox } from '../../domain/tracking/quant-box.ts';
import type { QuantBox } from '../../domain/tracking/quant-box.ts';
import { DEFAULT_TRACKER_SETTINGS } from '../../domain/tracking/settings.ts';
import { createTracker, stepTracker } from '../../domain/tracking/tracker.ts';
import { DEFAULT_SPEED_SETTINGS } from '../../domain/traffic/speed/settings.ts';
import { createSpeedometer } from '../../domain/traffic/speed/speedometer.ts';
import type { TrackSpeedometer } from '../../domain/traffic/speed/speedometer.ts';
import type { TrackerStep } from '../../domain/tracking/track-facts.ts';
import { createDetector } from '../../simulator/truth/detector-errors.ts';
import type { DetectorErrors, TrueBox } from '../../simulator/truth/detector-errors.ts';
import { bodyBox } from '../../simulator/camera/body-box.ts';
import type { Camera } from '../../simulator/camera/camera.ts';
import type { IncidentEvent } from '../../simulator/incidents/incident.ts';
import type { Scene } from '../../simulator/scenes/scene.ts';
import { createTraffic, STEP_SECONDS } from '../../simulator/traffic/simulation.ts';
import { createEncroachmentWatch } from '../../simulator/truth/encroachments.ts';
import type { TrueEncroachment } from '../../simulator/truth/encroachments.ts';
import type { ActorState } from '../../simulator/world/actors.ts';
import { watchedView } from './watched-view.ts';
import { watchedLanes } from './watched-lanes.ts';

export interface IncidentRun {
  readonly scene: Scene;
  readonly camera: Camera;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly errors: DetectorErrors;
  /** Seconds after which the run ends once somebody of a scripted incident came into a watched zone. */
  readonly afterSeen?: number;
}

/** An incident that was told, with who was really there when it was. Seconds since the first picture. */
export interface ToldIncident {
  readonly news: IncidentNews;
  readonly seconds: number;
  /** When it was over; null while it lasts. */
  until: number | null;
  readonly actors: readonly ActorState[];
  /** The actor whose true box fits the evidence best. */
  readonly actor: ActorState | null;
}

export interface IncidentOutcome {
  readonly told: readonly ToldIncident[];
  readonly events: readonly IncidentEvent[];
  readonly encroachments: readonly TrueEncroachment[];
  /** When somebody of the scripted incident was first to be seen in a watched zone while it went on; null: never. */
  readonly seenFrom: number | null;
}

const STEPS_PER_PICTURE = 2;
const FPS = 1 / (STEPS_PER_PICTURE * STEP_SECONDS);

/** Drives a scene and judges what one camera sees of it: true boxes, wrong as a detector is, through tracker, speedometer and rules. */
export function runIncidents({
  scene,
  camera,
  seconds,
  warmUpSeconds,
  errors,
  afterSeen,
}: IncidentRun): IncidentOutcome {
  const aspect = camera.width / camera.height;
  const view = watchedView(camera, scene.seed, 1);
  const zones = watchedLanes(scene, camera);
  const config = prepareIncidents({ aspect, zones, settings: DEFAULT_INCIDENT_SETTINGS, view });
  const watch = createIncidentWatch();
  const meter = createSpeedometer(view, DEFAULT_SPEED_SETTINGS);
  const tracker = createTracker({ ...DEFAULT_TRACKER_SETTINGS, aspect });
  const detect = createDetector(errors, FPS, scene.seed);
  const traffic = createTraffic(scene);
  for (let step = 0; step < warmUpSeconds / STEP_SECONDS; step += 1) traffic.step();
  const encroachments = createEncroachmentWatch();
  const found: TrueEncroachment[] = [];
  const told: ToldIncident[] = [];
  let seenFrom: number | null = null;
  for (let frameId = 0; frameId / FPS < seconds; frameId += 1) {
    const actors = traffic.actors();
    const now = frameId / FPS;
    if (seenFrom !== null && afterSeen !== undefined && now > seenFrom + afterSeen) break;
    const ids = traffic.events()[0]?.ids ?? [];
    if (ids.some((id) => isWatched(actors, id, camera, config.zones))) seenFrom ??= now;
    found.push(...encroachments.step(actors, now));
    const mediaUs = toMediaUs(now * 1e6);
    const step = stepTracker(tracker, { frameId, mediaUs, detections: detect(boxesOf(actors, camera)) });
    show(meter, step);
    const news = stepIncidents(watch, config, {
      ...{ mediaUs, frameId, step, picture: null },
      speedOf: (track, className, atUs) => {
        const { metresPerSecond, plusMinus } = meter.read(track, className, atUs);
        return metresPerSecond === null || plusMinus === null ? null : { metresPerSecond, plusMinus };
      },
    });
    for (const one of news) {
      const before = told.find(({ news: { rule, ordinal } }) => rule === one.rule && ordinal === one.ordinal);
      if (before !== undefined) before.until = (one.toUs ?? 0) / 1e6;
      else {
        const actor = actorAt(one.evidence.box, actors, camera);
        told.push({ news: one, seconds: now, until: null, actors, actor });
      }
    }
    for (let at = 0; at < STEPS_PER_PICTURE; at += 1) traffic.step();
  }
  const since = (at: number): number => at - warmUpSeconds;
  const events = traffic.events().map((event) => ({ ...event, from: since(event.from) }));
  return { told, events, encroachments: found, seenFrom };
}

function isWatched(
  actors: readonly ActorState[],
  id: number,
  camera: Camera,
  zones: readonly PreparedWatch[],
): boolean {
  const actor = actors.find((one) => one.id === id);
  const [seen] = actor === undefined ? [] : boxesOf([actor], camera);
  return seen !== undefined && zones.some((zone) => isInZone(zone, quantBox(...seen.box)));
}

/** As counting does: what a track was before it became credible is seen as well. */
function show(meter: TrackSpeedometer, step: TrackerStep): void {
  for (const { track, earlier } of step.confirmedNow) for (const point of earlier) meter.see(track, point);
  for (const point of step.observed) if (point.confirmed) meter.see(point.track, point);
  for (const { track } of step.ended) meter.forget(track);
}

function boxesOf(actors: readonly ActorState[], camera: Camera): TrueBox[] {
  return actors.flatMap((actor) => {
    const box = actor.class === 'debris' ? null : bodyBox(camera, actor);
    if (box === null || actor.class === 'debris' || box[3] - box[1] < LEAST_PIXELS) return [];
    const [left, top, right, bottom] = box;
    const { width, height } = camera;
    return [
      { id: actor.id, class: actor.class, box: [left / width, top / height, right / width, bottom / height] as const },
    ];
  });
}

/** Smaller ones no detector finds. */
const LEAST_PIXELS = 10;

function actorAt(box: QuantBox | null, actors: readonly ActorState[], camera: Camera): ActorState | null {
  if (box === null) return null;
  let best: ActorState | null = null;
  let most = 0.2;
  for (const actor of actors) {
    const seen = bodyBox(camera, actor);
    if (seen === null) continue;
    const [left, top, right, bottom] = seen;
    const whole = quantBox(left / camera.width, top / camera.height, right / camera.width, bottom / camera.height);
    const overlap = overlapOf(whole, box);
    if (overlap > most) [best, most] = [actor, overlap];
  }
  return best;
}
