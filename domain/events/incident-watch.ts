import type { TrackerStep } from '../tracking/track-facts.ts';
import type { CalibratedView } from '../traffic/speed/calibrated-view.ts';
import type { IncidentRule } from './kinds.ts';
import { createLifecycle, finishLifecycle, stepLifecycle } from './lifecycle.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { RoadUser } from './road-user.ts';
import type { PictureFindings, RuleFrame, RuleMemory, SpeedReader } from './rule-frame.ts';
import { cameraMoved } from './rules/camera-moved.ts';
import { debris } from './rules/debris.ts';
import { jams } from './rules/jam.ts';
import { nearMisses } from './rules/near-miss.ts';
import { onCarriageway } from './rules/on-carriageway.ts';
import { overCapacity } from './rules/over-capacity.ts';
import { speeding } from './rules/speeding.ts';
import { spillback } from './rules/spillback.ts';
import { stoppedVehicles } from './rules/stopped-vehicle.ts';
import { suddenStops } from './rules/sudden-stop.ts';
import { tooSlow } from './rules/too-slow.ts';
import { wrongWay } from './rules/wrong-way.ts';
import { seeRoadUser } from './see-road-user.ts';
import { SETTINGS_OF } from './settings.ts';
import type { IncidentSettings } from './settings.ts';
import type { IncidentNews, Sign } from './sign.ts';
import { prepareWatch } from './watch-zone.ts';
import type { PreparedWatch, WatchZone } from './watch-zone.ts';

/** What the rules of a camera go by. `aspect` is the width of its picture over its height. */
export interface IncidentConfig {
  readonly aspect: number;
  readonly zones: readonly WatchZone[];
  readonly settings: IncidentSettings;
  /** Null without a calibration: rules that need metres then say nothing. */
  readonly view: CalibratedView | null;
}

/** What one frame brings. */
export interface IncidentInput {
  readonly mediaUs: number;
  readonly frameId: number;
  readonly step: TrackerStep;
  readonly speedOf: SpeedReader | null;
  readonly picture: PictureFindings | null;
}

/** Everything that the rules of one session remember; steps change it in place. */
export interface IncidentWatch {
  readonly users: Map<number, RoadUser>;
  readonly memories: Map<IncidentRule, RuleMemory>;
  readonly life: Lifecycle;
  /** When the rules were asked last, and whether somebody was forgotten since. */
  askedUs: number | null;
  isFewer: boolean;
}

/** Nothing that the rules look for is over in less: every second picture of a usual camera. */
const ASKED_EVERY_US = 140_000;

type Rule = (memory: RuleMemory, frame: RuleFrame) => Sign[];

/** In the order in which they are asked. */
const RULES: readonly (readonly [IncidentRule, Rule])[] = [
  ['stopped-vehicle', stoppedVehicles],
  ['wrong-way', wrongWay],
  ['sudden-stop', suddenStops],
  ['on-carriageway', onCarriageway],
  ['near-miss', nearMisses],
  ['spillback', spillback],
  ['jam', jams],
  ['over-capacity', overCapacity],
  ['speeding', speeding],
  ['too-slow', tooSlow],
  ['debris', debris],
  ['camera-moved', cameraMoved],
];

/** Zones with the rules' view of them; made once for as long as the drawings stay as they are. */
export interface PreparedIncidents extends Omit<IncidentConfig, 'zones'> {
  readonly zones: readonly PreparedWatch[];
}

/** Makes the configuration ready for judging. */
export function prepareIncidents({ zones, ...config }: IncidentConfig): PreparedIncidents {
  return { ...config, zones: zones.map((zone) => prepareWatch(zone, config.aspect)) };
}

/** Before the first frame of a session. */
export function createIncidentWatch(): IncidentWatch {
  return { users: new Map(), memories: new Map(), life: createLifecycle(), askedUs: null, isFewer: false };
}

/** Takes the next frame and gives what opened and what closed. */
export function stepIncidents(watch: IncidentWatch, config: PreparedIncidents, input: IncidentInput): IncidentNews[] {
  const { step, mediaUs: nowUs, frameId, speedOf, picture } = input;
  for (const { track } of step.ended) watch.isFewer = watch.users.delete(track) || watch.isFewer;
  for (const point of step.observed) if (point.confirmed) seeRoadUser(watch.users, point, config);
  if (watch.askedUs !== null && nowUs - watch.askedUs < ASKED_EVERY_US) return [];
  const { users, isFewer } = watch;
  const frame: RuleFrame = { ...config, nowUs, frameId, users, isFewer, speedOf, picture };
  watch.askedUs = nowUs;
  watch.isFewer = false;
  const signs: Sign[] = [];
  for (const [name, rule] of RULES) {
    if (!config.settings[SETTINGS_OF[name]].enabled) continue;
    signs.push(...rule(memoryOf(watch, name), frame));
  }
  return stepLifecycle(watch.life, signs, nowUs, frameId);
}

/** Closes what stands: the session is over. */
export function finishIncidents(watch: IncidentWatch, nowUs: number): IncidentNews[] {
  return finishLifecycle(watch.life, nowUs);
}

function memoryOf({ memories }: IncidentWatch, name: IncidentRule): RuleMemory {
  const known = memories.get(name);
  if (known !== undefined) return known;
  const fresh: RuleMemory = new Map();
  memories.set(name, fresh);
  return fresh;
}
