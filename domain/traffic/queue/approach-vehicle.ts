import type { RoadUserClass } from '../../detection/classes.ts';
import type { PlacedVehicle } from './approach-plane.ts';
import type { QueueSettings } from './settings.ts';

/** What is remembered of a vehicle on an approach. Plain data, changed in place. */
export interface ApproachVehicle {
  readonly track: number;
  className: RoadUserClass;
  at: number;
  metresPerUnit: number;
  frontMetres: number;
  length: number;
  lane: number;
  lastUs: number;
  /** When its reference point was last inside the area. */
  insideUs: number;
  /** When and where it was first seen inside. */
  readonly enteredUs: number;
  readonly enteredAt: number;
  /** Metres to the far end then. */
  readonly enteredBeforeEnd: number;
  /** Whether it is in the figures already: what clips a corner of the area does not arrive. */
  counted: boolean;
  /** Metres a second, forwards or backwards; null until it was seen for long enough. */
  speed: number | null;
  /** What its speed was when that was known for the first time. */
  firstSpeed: number | null;
  queued: boolean;
  /** Whether it has stood in the queue before. */
  hasQueued: boolean;
  /** Time and place in turns, oldest first: what the speed is taken from. */
  course: number[];
}

/** A vehicle that is seen on the approach for the first time. */
export function newVehicle(
  track: number,
  className: RoadUserClass,
  placed: PlacedVehicle,
  nowUs: number,
  farEnd: number,
): ApproachVehicle {
  const { at, metresPerUnit, frontMetres, length, lane } = placed;
  return {
    ...{ track, className, at, metresPerUnit, frontMetres, length, lane },
    lastUs: nowUs,
    insideUs: nowUs,
    enteredUs: nowUs,
    enteredAt: at,
    enteredBeforeEnd: Math.max(0, (farEnd - at) * metresPerUnit - length + frontMetres),
    counted: false,
    speed: null,
    firstSpeed: null,
    queued: false,
    hasQueued: false,
    course: [nowUs, at],
  };
}

/** A speed is believed after so much of its window. */
const LEAST_SHARE = 0.5;
const MOST_POINTS = 16;
const KMH = 3.6;

/** Takes the next sighting: where it is, how fast, and whether it stands in the queue. */
export function moveVehicle(
  vehicle: ApproachVehicle,
  className: RoadUserClass,
  placed: PlacedVehicle,
  nowUs: number,
  settings: QueueSettings,
): void {
  const { at, metresPerUnit, frontMetres, length, lane } = placed;
  Object.assign(vehicle, { className, at, metresPerUnit, frontMetres, length, lane, lastUs: nowUs });
  const windowUs = settings.windowSeconds * 1e6;
  noteCourse(vehicle.course, nowUs, at, windowUs);
  const slope = slopeOf(vehicle.course, LEAST_SHARE * windowUs);
  vehicle.speed = slope === null ? null : -slope * 1e6 * metresPerUnit;
  vehicle.firstSpeed ??= vehicle.speed;
  if (vehicle.speed === null) return;
  const kmh = Math.abs(vehicle.speed) * KMH;
  if (kmh < settings.standsBelowKmh) vehicle.queued = true;
  else if (kmh > settings.leavesAboveKmh) vehicle.queued = false;
  if (vehicle.queued) vehicle.hasQueued = true;
}

/** Whether it stands now, and does not only roll up in the queue. */
export function isStanding({ speed }: ApproachVehicle, { standsBelowKmh }: QueueSettings): boolean {
  return speed !== null && Math.abs(speed) * KMH < standsBelowKmh;
}

function noteCourse(course: number[], nowUs: number, at: number, windowUs: number): void {
  while (course.length > 2 && nowUs - (course[0] ?? nowUs) > windowUs) course.splice(0, 2);
  const last = course[course.length - 2] ?? -Infinity;
  if (nowUs - last >= windowUs / MOST_POINTS) course.push(nowUs, at);
}

/** Of a straight line through the course (least squares), in units a microsecond; null where it is too short. */
function slopeOf(course: readonly number[], leastUs: number): number | null {
  const count = course.length / 2;
  const from = course[0] ?? 0;
  if (count < 3 || (course[course.length - 2] ?? from) - from < leastUs) return null;
  let [sumT, sumX, sumTT, sumTX] = [0, 0, 0, 0];
  for (let index = 0; index < course.length; index += 2) {
    const t = (course[index] ?? from) - from;
    const x = course[index + 1] ?? 0;
    sumT += t;
    sumX += x;
    sumTT += t * t;
    sumTX += t * x;
  }
  const spread = count * sumTT - sumT * sumT;
  return spread === 0 ? null : (count * sumTX - sumT * sumX) / spread;
}
