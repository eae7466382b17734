import { doOverlap, footprintOf, movedTo } from '../footprint.ts';
import type { Footprint } from '../footprint.ts';
import { groundSpeedOf, placeOf } from '../road-user.ts';
import type { RoadUser } from '../road-user.ts';
import { forgetTracks, remembered } from '../rule-frame.ts';
import type { RuleFrame, RuleMemory } from '../rule-frame.ts';
import type { Sign } from '../sign.ts';

/** Where everybody was, four numbers and a time each; no longer ago than any post-encroachment time that can be asked for. */
const NUMBERS = 5;
const TRACE_EVERY_US = 75_000;
/** Ways that cross: beside these angles one follows the other, or meets it in the next lane. */
const [LEAST_COSINE, MOST_COSINE] = [Math.cos((150 * Math.PI) / 180), Math.cos((30 * Math.PI) / 180)];
/** A collision course must last so long: places and speeds are measured, and a box may jump. */
const COURSE_HOLDS_US = 280_000;
const COURSE_STEPS = 10;
const NEVER = 1e9;
/** Further from each other, along both axes together, nobody meets within any time that can be asked for. */
const FARTHEST_METRES = 90;
/** Whoever overlaps another by so much of both widths is in its lane. */
const SAME_LANE = 0.8;
/** Metres a second from which on somebody comes, and metres after which somebody has left a place. */
const [COMES_FROM, LEFT_METRES] = [0.7, 1];
/** What braking would be needed, in m/s²: less than this is how people drive up to each other. */
const NEEDED_BRAKING = 3.35;
/** Whoever brakes or turns more than this is not going on as it went: metres a second within a third of one, and a cosine. */
const [SLOWS_BY, TURNS_TO] = [0.3, Math.cos((8 * Math.PI) / 180)];

interface Mover {
  readonly user: RoadUser;
  readonly now: Footprint;
  readonly trace: readonly number[];
}

/**
 * Two road users missed each other closely, by time: one came onto ground that the other had just left (post-encroachment
 * time), or both are on a course on which they would touch in a moment if nobody did anything (time to collision).
 */
export function nearMisses(memory: RuleMemory, frame: RuleFrame): Sign[] {
  forgetTracks(memory, frame);
  const movers = [...frame.users.values()].flatMap((user): Mover[] => {
    // What bends is nowhere near one straight block.
    const isKnown = user.lastUs === frame.nowUs && user.className !== 'trailer';
    const now = isKnown ? footprintOf(user) : null;
    return now === null ? [] : [{ user, now, trace: traced(memory, user, frame) }];
  });
  const signs: Sign[] = [];
  for (const [at, one] of movers.entries()) {
    for (const other of movers.slice(at + 1)) {
      if (isOnFoot(one) && isOnFoot(other)) continue;
      const far = Math.abs(one.now.x - other.now.x) + Math.abs(one.now.y - other.now.y);
      if (far > FARTHEST_METRES) continue;
      const pet = Math.min(encroachment(one, other, frame), encroachment(other, one, frame));
      const ttc = courseTime(memory, one, other, frame);
      const sign = signOf(memory, frame, [one.user, other.user], pet, ttc);
      if (sign !== null) signs.push(sign);
    }
  }
  return signs;
}

function isOnFoot({ user }: Mover): boolean {
  return user.className === 'pedestrian';
}

function traced(memory: RuleMemory, user: RoadUser, { nowUs, settings: { nearMiss } }: RuleFrame): readonly number[] {
  const trace = remembered(memory, `${user.track} trace`, []);
  let gone = 0;
  while (gone < trace.length && nowUs - (trace[gone] ?? 0) > (nearMiss.petSeconds + 0.5) * 1e6) gone += NUMBERS;
  if (gone > 0) trace.splice(0, gone);
  if (nowUs - (trace[trace.length - NUMBERS] ?? -Infinity) >= TRACE_EVERY_US)
    trace.push(nowUs, user.gx, user.gy, user.ghx, user.ghy);
  return trace;
}

/** How long ago the first was where the second is coming now, in seconds; infinite where it was not, or is still. */
function encroachment(first: Mover, second: Mover, { nowUs, settings: { nearMiss } }: RuleFrame): number {
  const [speed, other] = [groundSpeedOf(first.user), groundSpeedOf(second.user)];
  const reach = (nearMiss.petSeconds + 1) * speed + 15;
  const apart = Math.hypot(first.now.x - second.now.x, first.now.y - second.now.y);
  // Whoever stands comes nowhere.
  if (!(Math.max(speed, other) * 3.6 >= nearMiss.leastKmh) || !(other >= COMES_FROM) || apart > reach) return Infinity;
  if (doOverlap(first.now, second.now)) return Infinity;
  const onFoot = isOnFoot(first) || isOnFoot(second);
  const { trace } = first;
  const near = first.now.halfLength + first.now.halfWidth + second.now.halfLength + second.now.halfWidth;
  for (let at = trace.length - NUMBERS; at >= 0; at -= NUMBERS) {
    const [x, y] = [trace[at + 1] ?? 0, trace[at + 2] ?? 0];
    if (Math.abs(x - second.now.x) > near || Math.abs(y - second.now.y) > near) continue;
    const [hx, hy] = [trace[at + 3] ?? 1, trace[at + 4] ?? 0];
    if (!doOverlap(movedTo(first.now, x, y, hx, hy), second.now)) continue;
    // Where it was, the first went as it went then: whoever goes the same way there follows it.
    const cosine = hx * second.now.hx + hy * second.now.hy;
    const crosses = onFoot || (cosine >= LEAST_COSINE && cosine <= MOST_COSINE);
    const hasLeft = Math.hypot(first.now.x - x, first.now.y - y) >= LEFT_METRES;
    // On average half a look passed between the leaving and its picture, and half between the coming and its own.
    const lookUs = nowUs - (trace[trace.length - 2 * NUMBERS] ?? nowUs);
    return crosses && hasLeft ? Math.max(0, nowUs - (trace[at] ?? nowUs) - lookUs) / 1e6 : Infinity;
  }
  return Infinity;
}

/** When both would touch if each went on as it goes, in seconds; infinite where they would not soon, or only for a blink. */
function courseTime(
  memory: RuleMemory,
  one: Mover,
  other: Mover,
  { nowUs, settings: { nearMiss } }: RuleFrame,
): number {
  const seconds = touchTime(one, other, nearMiss.ttcSeconds, nearMiss.leastKmh / 3.6);
  const key = `${one.user.track} ${other.user.track} course`;
  if (seconds === Infinity) {
    memory.delete(key);
    return Infinity;
  }
  const [sinceUs = nowUs] = remembered(memory, key, [nowUs]);
  return nowUs - sinceUs >= COURSE_HOLDS_US ? seconds : Infinity;
}

function touchTime(one: Mover, other: Mover, within: number, leastClosing: number): number {
  const [vx, vy] = [one.user.gvx - other.user.gvx, one.user.gvy - other.user.gvy];
  const [dx, dy] = [other.now.x - one.now.x, other.now.y - one.now.y];
  const apart = Math.hypot(dx, dy);
  const closing = (vx * dx + vy * dy) / Math.max(apart, 1e-6);
  if (!(closing >= leastClosing) || apart > closing * within + 20) return Infinity;
  if (!isSteady(one.user) || !isSteady(other.user) || doOverlap(one.now, other.now)) return Infinity;
  const cosine = one.now.hx * other.now.hx + one.now.hy * other.now.hy;
  if (cosine >= MOST_COSINE ? !isBehind(one.now, other.now) : !(goesOn(one.user) && goesOn(other.user)))
    return Infinity;
  for (let step = 1; step <= COURSE_STEPS; step += 1) {
    const seconds = (within * step) / COURSE_STEPS;
    if (!doOverlap(ahead(one, seconds), ahead(other, seconds))) continue;
    return closing / (2 * seconds) >= NEEDED_BRAKING ? seconds : Infinity;
  }
  return Infinity;
}

/** Whether two that go the same way are in one lane: beside each other they only seem to close in when one of them turns a little. */
function isBehind(one: Footprint, other: Footprint): boolean {
  const aside = Math.abs((other.y - one.y) * one.hx - (other.x - one.x) * one.hy);
  return aside < SAME_LANE * (one.halfWidth + other.halfWidth);
}

function ahead({ now, user }: Mover, seconds: number): Footprint {
  return movedTo(now, now.x + user.gvx * seconds, now.y + user.gvy * seconds);
}

/** The two halves of its last way: the velocity in each. */
function halves({ trail, gx, gy, lastUs }: RoadUser) {
  const at = Math.floor(trail.length / NUMBERS / 2) * NUMBERS;
  const [us = lastUs, , , x = NaN, y = NaN] = trail.slice(at, at + NUMBERS);
  const [firstUs = lastUs, , , firstX = NaN, firstY = NaN] = trail;
  const [before, after] = [(us - firstUs) / 1e6, (lastUs - us) / 1e6];
  const early = { x: (x - firstX) / before, y: (y - firstY) / before };
  const late = { x: (gx - x) / after, y: (gy - y) / after };
  const [earlySpeed, lateSpeed] = [Math.hypot(early.x, early.y), Math.hypot(late.x, late.y)];
  const cosine = (early.x * late.x + early.y * late.y) / (earlySpeed * lateSpeed);
  return { early: earlySpeed, late: lateSpeed, cosine };
}

/** Both halves tell the same speed: a box that jumped is no vehicle that did. */
function isSteady(user: RoadUser): boolean {
  const { early, late } = halves(user);
  return Math.abs(early - late) <= Math.max(2, 0.35 * Math.max(early, late));
}

/** Neither brakes nor turns: whoever does will not be where its course leads. */
function goesOn(user: RoadUser): boolean {
  const { early, late, cosine } = halves(user);
  return late >= early - SLOWS_BY && cosine >= TURNS_TO;
}

function signOf(
  memory: RuleMemory,
  { nowUs, settings: { nearMiss } }: RuleFrame,
  [one, other]: readonly [RoadUser, RoadUser],
  pet: number,
  ttc: number,
): Sign | null {
  if (pet > nearMiss.petSeconds && ttc > nearMiss.ttcSeconds) return null;
  const key = `${Math.min(one.track, other.track)} ${Math.max(one.track, other.track)}`;
  // What is infinite does not survive a checkpoint.
  const least = remembered(memory, `${key} least`, [NEVER, NEVER, nowUs]);
  least[0] = Math.min(least[0] ?? NEVER, pet);
  least[1] = Math.min(least[1] ?? NEVER, ttc);
  const [leastPet = pet, leastTtc = ttc, sinceUs = nowUs] = least;
  const values: Record<string, number> = {};
  if (leastPet <= nearMiss.petSeconds) values['pet'] = leastPet;
  if (leastTtc <= nearMiss.ttcSeconds) values['ttc'] = leastTtc;
  const tracks = [one.track, other.track];
  return { rule: 'near-miss', key, sinceUs, zone: null, tracks, box: one.box, place: placeOf(one), values };
}
