import type { IncidentRule } from './kinds.ts';
import { overlapOf } from './road-user.ts';
import type { IncidentNews, Sign } from './sign.ts';

/** An incident that stands. Plain data, changed in place. */
export interface OpenIncident {
  readonly rule: IncidentRule;
  readonly ordinal: number;
  readonly zone: string | null;
  /** All that it was told under: a vehicle whose number changed keeps its incident. */
  keys: string[];
  fromUs: number;
  readonly openedUs: number;
  readonly frameId: number;
  lastUs: number;
  lastFrameId: number;
  tracks: number[];
  box: Sign['box'];
  readonly place: Sign['place'];
  values: Sign['values'];
}

/** The incidents of a session. Plain data, changed in place. */
export interface Lifecycle {
  open: OpenIncident[];
  /** The last ordinal of each rule. */
  readonly ordinals: Map<IncidentRule, number>;
}

/** Before the first frame. */
export function createLifecycle(): Lifecycle {
  return { open: [], ordinals: new Map() };
}

/** A condition may be gone for so many seconds before its incident is over: one more blink of a detector is no end. */
const LINGERS: Readonly<Record<IncidentRule, number>> = {
  'stopped-vehicle': 20,
  'wrong-way': 3,
  'sudden-stop': 6,
  'on-carriageway': 4,
  'near-miss': 2,
  spillback: 15,
  jam: 20,
  'over-capacity': 5,
  speeding: 3,
  'too-slow': 5,
  debris: 5,
  'camera-moved': 5,
};
/** What stays where it is goes on under another number where the boxes lie on each other. */
const STAYS: ReadonlySet<IncidentRule> = new Set(['stopped-vehicle', 'sudden-stop', 'debris', 'on-carriageway']);
const SAME_PLACE = 0.3;
const MOST_TRACKS = 20;

/** Turns what the rules see on a frame into incidents that open once and close once. */
export function stepLifecycle(life: Lifecycle, signs: readonly Sign[], nowUs: number, frameId: number): IncidentNews[] {
  const news: IncidentNews[] = [];
  for (const sign of signs) {
    const going = life.open.find((one) => isSame(one, sign));
    if (going !== undefined) goOn(going, sign, nowUs, frameId);
    else news.push(newsOf(begin(life, sign, nowUs, frameId), null, null));
  }
  const isOver = ({ rule, lastUs }: OpenIncident): boolean => nowUs - lastUs > LINGERS[rule] * 1e6;
  for (const one of life.open) if (isOver(one)) news.push(newsOf(one, one.lastUs, 'over'));
  if (life.open.some(isOver)) life.open = life.open.filter((one) => !isOver(one));
  return news;
}

/** Closes what stands: its session is over. */
export function finishLifecycle(life: Lifecycle, nowUs: number): IncidentNews[] {
  const news = life.open.map((one) => newsOf(one, Math.max(one.lastUs, nowUs), 'session-ended'));
  life.open = [];
  return news;
}

function isSame(one: OpenIncident, { rule, key, zone, box }: Sign): boolean {
  if (one.rule !== rule) return false;
  const overlap = one.box === null || box === null ? null : overlapOf(one.box, box);
  // A vehicle that drove on and stands somewhere else stands there anew.
  if (one.keys.includes(key)) return rule !== 'stopped-vehicle' || overlap === null || overlap > 0;
  return STAYS.has(rule) && one.zone === zone && overlap !== null && overlap > SAME_PLACE;
}

function begin(life: Lifecycle, sign: Sign, nowUs: number, frameId: number): OpenIncident {
  const ordinal = (life.ordinals.get(sign.rule) ?? 0) + 1;
  life.ordinals.set(sign.rule, ordinal);
  const { rule, key, zone, sinceUs, tracks, box, place, values } = sign;
  const begun: OpenIncident = {
    ...{ rule, ordinal, zone, keys: [key], fromUs: sinceUs, openedUs: nowUs, frameId },
    ...{ lastUs: nowUs, lastFrameId: frameId, tracks: tracks.slice(0, MOST_TRACKS), box, place, values },
  };
  life.open.push(begun);
  return begun;
}

function goOn(one: OpenIncident, sign: Sign, nowUs: number, frameId: number): void {
  one.lastUs = nowUs;
  one.lastFrameId = frameId;
  one.values = sign.values;
  one.box = sign.box ?? one.box;
  if (!one.keys.includes(sign.key)) one.keys.push(sign.key);
  for (const track of sign.tracks)
    if (one.tracks.length < MOST_TRACKS && !one.tracks.includes(track)) one.tracks.push(track);
}

function newsOf(one: OpenIncident, toUs: number | null, end: IncidentNews['end']): IncidentNews {
  const { rule, ordinal, zone, fromUs, openedUs, frameId, lastFrameId, tracks, box, place } = one;
  const values = Object.fromEntries(Object.entries(one.values).map(([name, value]) => [name, rounded(value)]));
  const evidence = { tracks: [...tracks], frameId, lastFrameId, box, place, values };
  return { rule, ordinal, zone, fromUs, openedUs, toUs, end, evidence };
}

/** Thousandths are finer than anything that is meant, and are stored and compared alike everywhere. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
