import type { OverlayQueue } from '../../domain/contracts/approach-facts.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import { createQueueMemory, meanDelaySeconds } from '../../domain/traffic/queue/approach-memory.ts';
import type { ApproachMemory } from '../../domain/traffic/queue/approach-memory.ts';
import type { ApproachMinute } from '../../domain/traffic/queue/approach-minute.ts';
import { finishQueues, keepApproaches, stepQueues } from '../../domain/traffic/queue/approach-watch.ts';
import { prepareApproaches } from '../../domain/traffic/queue/prepared-approach.ts';
import type { PreparedApproach } from '../../domain/traffic/queue/prepared-approach.ts';
import { calibratedView } from '../../domain/traffic/speed/calibrated-view.ts';
import type { FactBatchBuilder } from './fact-batch.ts';
import { readQueueMemory } from './queue-memory-schema.ts';
import type { SessionWatch } from './session-watch.ts';

/** The queues of a session's approaches: facts minute by minute, and what is drawn over its pictures. */
export interface SessionQueues extends SessionWatch {
  /** Null where no approach is drawn. */
  overlay(): readonly OverlayQueue[] | null;
}

/** Of a session, fresh or as a checkpoint left it. Its calibration and its settings are those it was opened with. */
export function createSessionQueues(setup: {
  readonly sessionId: string;
  readonly config: CameraConfig;
  readonly aspect: number;
  readonly stored: unknown;
}): SessionQueues {
  const { sessionId, aspect } = setup;
  const { calibration, analysis } = setup.config;
  const view = calibration === null ? null : calibratedView(calibration);
  const memory = setup.stored === undefined ? createQueueMemory() : readQueueMemory(setup.stored);
  let approaches = prepared(setup.config);
  keepApproaches(memory, approaches);

  function prepared({ zones, lines }: CameraConfig): readonly PreparedApproach[] {
    const areas = zones.filter(({ kind }) => kind === 'zone');
    return prepareApproaches(areas, lines, { aspect, view });
  }
  function tell(minutes: readonly ApproachMinute[], batch: FactBatchBuilder): void {
    for (const minute of minutes) batch.add({ kind: 'approach-minute', sessionId, ...rounded(minute) });
  }
  return {
    step({ mediaUs, utcUs, step, counted: { crossings } }, batch) {
      if (approaches.length === 0 && memory.told.length === 0) return;
      tell(stepQueues(memory, approaches, analysis.queue, { mediaUs, utcUs, step, crossings }), batch);
    },
    setDrawings(config) {
      approaches = prepared(config);
      keepApproaches(memory, approaches);
    },
    finish: (_at, batch) => tell(finishQueues(memory), batch),
    overlay() {
      if (approaches.length === 0) return null;
      return approaches.flatMap((approach, at) => {
        const known = memory.approaches[at];
        return known === undefined ? [] : [overlayOf(approach, known)];
      });
    },
    serialize: () => memory,
  };
}

/** Microseconds of universal time are whole; centimetres are finer than any queue is measured. */
function rounded(minute: ApproachMinute): ApproachMinute {
  const { maxMetres } = minute;
  return {
    ...minute,
    maxMetres: maxMetres === null ? null : Math.round(maxMetres * 100) / 100,
    watchedUs: Math.round(minute.watchedUs),
    queueUs: Math.round(minute.queueUs),
    saturationUs: Math.round(minute.saturationUs),
    spillbackUs: Math.round(minute.spillbackUs),
  };
}

function overlayOf({ zoneId, plane }: PreparedApproach, memory: ApproachMemory): OverlayQueue {
  const { vehicles, metres, spillsBack, backs } = memory.now;
  const delay = meanDelaySeconds(memory);
  return {
    z: zoneId,
    n: vehicles,
    m: metres === null ? null : Math.round(metres),
    d: delay === null ? null : Math.round(delay * 10) / 10,
    s: spillsBack,
    bars: backs.flatMap((back, lane) => (back > 0 ? [barOf(plane, lane, back)] : [])),
  };
}

/** Enough points for a lens that bends the lane. */
const BAR_SHARES = [0, 0.25, 0.5, 0.75, 1];

function barOf({ pictureOf }: PreparedApproach['plane'], lane: number, back: number): [number, number][] {
  return BAR_SHARES.flatMap((share): [number, number][] => {
    const point = pictureOf(lane, back * share);
    return point === null ? [] : [[tenThousandths(point.x), tenThousandths(point.y)]];
  });
}

function tenThousandths(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
