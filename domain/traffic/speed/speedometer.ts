import { asNumber, asNumbers, readEach, readOrFail } from '../../base/plain-data.ts';
import type { Result } from '../../base/result.ts';
import type { MeasuredSpeed, Speedometer } from '../../counting/crossing-speed.ts';
import type { RoadUserClass } from '../../detection/classes.ts';
import type { CalibratedView } from './calibrated-view.ts';
import { measureSpeed } from './measure-speed.ts';
import type { SpeedSettings } from './settings.ts';
import { addSighting, noSightings } from './sightings.ts';
import type { Sightings } from './sightings.ts';

/** The speedometer of one camera's session: remembers the last sightings of each track in view. */
export interface TrackSpeedometer extends Speedometer {
  /** For a label: no older than half a second of source time, null until there is something to say. */
  readonly shown: (track: number, className: RoadUserClass, atUs: number) => MeasuredSpeed | null;
  readonly serialize: () => SpeedometerSnapshot;
}

/** The memory as JSON-safe data: tracks with the numbers of their sightings. */
export type SpeedometerSnapshot = readonly (readonly [track: number, values: readonly number[]])[];

interface TrackMemory {
  readonly sightings: Sightings;
  shown: MeasuredSpeed | null;
  shownUs: number;
}

/** Labels that change more often cannot be read. */
const SHOWN_EVERY_US = 500_000;

/** A speedometer without any track, or with the memory of a checkpoint. */
export function createSpeedometer(
  view: CalibratedView,
  settings: SpeedSettings,
  stored: SpeedometerSnapshot = [],
): TrackSpeedometer {
  const windowUs = settings.windowSeconds * 1e6;
  const tracks = new Map<number, TrackMemory>(stored.map(([track, values]) => [track, memoryOf([...values])]));
  const read = (track: number, className: RoadUserClass, atUs: number, withLength: boolean): MeasuredSpeed =>
    measureSpeed(tracks.get(track)?.sightings ?? noSightings(), view, settings, { className, atUs, withLength });
  return {
    see(track, point) {
      let memory = tracks.get(track);
      if (memory === undefined) tracks.set(track, (memory = memoryOf([])));
      addSighting(memory.sightings, point, windowUs);
    },
    read: (track, className, atUs) => read(track, className, atUs, true),
    shown(track, className, atUs) {
      const memory = tracks.get(track);
      if (memory === undefined) return null;
      if (memory.shown !== null && atUs - memory.shownUs < SHOWN_EVERY_US) return memory.shown;
      memory.shown = read(track, className, atUs, false);
      memory.shownUs = atUs;
      return memory.shown;
    },
    forget: (track) => void tracks.delete(track),
    serialize: () => [...tracks].map(([track, { sightings }]) => [track, [...sightings.values]] as const),
  };
}

function memoryOf(values: number[]): TrackMemory {
  return { sightings: { values }, shown: null, shownUs: 0 };
}

/** The memory that a checkpoint holds. */
export function readSpeedometer(stored: unknown): Result<SpeedometerSnapshot> {
  const tracks = readEach(stored, (one) => {
    const [track, values] = Array.isArray(one) ? [asNumber(one[0]), asNumbers(one[1])] : [null, null];
    return track === null || values === null ? null : ([track, values] as const);
  });
  return readOrFail('speedometer', tracks);
}
