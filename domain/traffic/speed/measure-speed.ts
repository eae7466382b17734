import { lengthSigma } from '../../calibration/scale-sureness.ts';
import type { GroundPoint } from '../../calibration/types.ts';
import type { MeasuredSpeed, SpeedRefusal } from '../../counting/crossing-speed.ts';
import type { RoadUserClass } from '../../detection/classes.ts';
import type { CalibratedView } from './calibrated-view.ts';
import { CLASS_SIZES, SIZE_SPREAD } from './class-sizes.ts';
import { coursePoints, groundPath, STANDS_BELOW } from './ground-course.ts';
import type { GroundPath } from './ground-course.ts';
import { robustCourse, USUAL_ACCELERATION } from './robust-course.ts';
import type { Course } from './robust-course.ts';
import { KMH_PER_METRE_PER_SECOND } from './settings.ts';
import type { SpeedSettings } from './settings.ts';
import type { Sightings } from './sightings.ts';
import { vehicleLength } from './vehicle-length.ts';

const LEAST_SIGHTINGS = 5;
const LEAST_SECONDS = 0.3;
const TOLD_BELOW = 0.7;
/** What ± means: two standard deviations. */
const SIGMAS = 2;

export interface SpeedQuestion {
  readonly className: RoadUserClass;
  /** The moment at which the speed is asked for; beyond the sightings the nearest of them counts. */
  readonly atUs: number;
  readonly withLength: boolean;
}

/** The speed of a vehicle at a moment from its last sightings, with its ±; or why there is none. */
export function measureSpeed(
  sightings: Sightings,
  view: CalibratedView,
  settings: SpeedSettings,
  { className, atUs, withLength }: SpeedQuestion,
): MeasuredSpeed {
  const size = CLASS_SIZES[className];
  const path = groundPath(sightings, view, size, settings.boxNoiseShare);
  const [first, last] = [path.sightings[0], path.sightings.at(-1)];
  const seconds = first === undefined || last === undefined ? 0 : (last.us - first.us) / 1e6;
  if (first === undefined || last === undefined || path.sightings.length < LEAST_SIGHTINGS || seconds < LEAST_SECONDS)
    return refused(path.outside > 0 ? 'outside-region' : 'too-few-sightings');
  const course = robustCourse(coursePoints(path, Math.min(last.us, Math.max(first.us, atUs))));
  if (course === null) return refused('too-few-sightings');
  const speed = Math.hypot(course.velocity.x, course.velocity.y);
  const along = directionOf(course, path, speed);
  const sigma = Math.hypot(
    course.velocitySigma,
    sizeSigma(path, along, seconds),
    scaleSigma(path, view, along, seconds),
  );
  const refusal = refusalOf(speed, SIGMAS * sigma, size.fastestKmh, settings);
  if (refusal !== null) return refused(refusal);
  // Where it is not much surer than what was known before, nothing was seen of it.
  const told = course.accelerationSigma < TOLD_BELOW * USUAL_ACCELERATION;
  const { acceleration } = course;
  return {
    metresPerSecond: speed,
    plusMinus: SIGMAS * sigma,
    acceleration: !told ? null : acceleration.x * along.x + acceleration.y * along.y,
    accelerationPlusMinus: !told ? null : SIGMAS * course.accelerationSigma,
    length: withLength ? lengthOf(path, view, className) : null,
    refusal: null,
  };
}

function refused(refusal: SpeedRefusal): MeasuredSpeed {
  const nothing = { metresPerSecond: null, plusMinus: null, acceleration: null, accelerationPlusMinus: null };
  return { ...nothing, length: null, refusal };
}

function directionOf({ velocity }: Course, { heading }: GroundPath, speed: number): GroundPoint {
  if (speed < STANDS_BELOW) return heading ?? { x: 1, y: 0 };
  return { x: velocity.x / speed, y: velocity.y / speed };
}

/** Vehicles are not of their class's size: as far as that moved the place of the middle over the way, the speed is unsure. */
function sizeSigma({ sightings }: GroundPath, along: GroundPoint, seconds: number): number {
  const [first, last] = [sightings[0], sightings.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const x = last.seen.x - last.middle.x - (first.seen.x - first.middle.x);
  const y = last.seen.y - last.middle.y - (first.seen.y - first.middle.y);
  return (SIZE_SPREAD * Math.abs(x * along.x + y * along.y)) / seconds;
}

function scaleSigma({ sightings }: GroundPath, { sure }: CalibratedView, along: GroundPoint, seconds: number): number {
  const [first, last] = [sightings[0], sightings.at(-1)];
  if (first === undefined || last === undefined || sure === null) return 0;
  return lengthSigma(sure, first.picture, last.picture, along) / seconds;
}

function refusalOf(
  speed: number,
  plusMinus: number,
  fastestKmh: number,
  { mostUncertainKmh, mostUncertainShare, implausibleFactor }: SpeedSettings,
): SpeedRefusal | null {
  const bound = Math.max(mostUncertainKmh / KMH_PER_METRE_PER_SECOND, mostUncertainShare * speed);
  if (!(plusMinus <= bound)) return 'too-uncertain';
  return speed * KMH_PER_METRE_PER_SECOND > fastestKmh * implausibleFactor ? 'implausible' : null;
}

/** Of the newest sighting, which is the nearest of those around a crossing. */
function lengthOf({ sightings }: GroundPath, view: CalibratedView, className: RoadUserClass): number | null {
  const last = sightings.at(-1);
  if (last === undefined || last.heading === null) return null;
  return vehicleLength(view, last.middle, last.heading, CLASS_SIZES[className], last.width + last.height);
}
