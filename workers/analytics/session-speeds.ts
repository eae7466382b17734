import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { CrossingSpeed } from '../../domain/contracts/facts.ts';
import type { MeasuredSpeed } from '../../domain/counting/crossing-speed.ts';
import { calibratedView } from '../../domain/traffic/speed/calibrated-view.ts';
import { createSpeedometer, readSpeedometer } from '../../domain/traffic/speed/speedometer.ts';
import type { TrackSpeedometer } from '../../domain/traffic/speed/speedometer.ts';

/** How the speeds of a session are measured and told: under the calibration and the settings that it was opened with. */
export interface SessionSpeeds {
  readonly meter: TrackSpeedometer;
  readonly factOf: (speed: MeasuredSpeed) => CrossingSpeed;
}

type Settings = Pick<CameraConfig, 'analysis' | 'calibration'>;

/** Null for a camera that is not calibrated. The same for live sessions, replays and stored paths. */
export function createSessionSpeeds({ analysis, calibration }: Settings, stored?: unknown): SessionSpeeds | null {
  const view = calibration === null ? null : calibratedView(calibration);
  if (calibration === null || view === null) return null;
  const memory = stored === undefined || stored === null ? null : readSpeedometer(stored);
  if (memory !== null && !memory.ok) throw new Error(`the checkpoint cannot be read: ${memory.failure.message}`);
  return {
    meter: createSpeedometer(view, analysis.speed, memory?.value),
    factOf: (speed) => ({ calibrationId: calibration.versionId, ...rounded(speed) }),
  };
}

/** Millimetres a second are finer than anything that is measured, and are stored and compared alike everywhere. */
function rounded(speed: MeasuredSpeed): MeasuredSpeed {
  const milli = (value: number | null): number | null => (value === null ? null : Math.round(value * 1000) / 1000);
  return {
    metresPerSecond: milli(speed.metresPerSecond),
    plusMinus: milli(speed.plusMinus),
    acceleration: milli(speed.acceleration),
    accelerationPlusMinus: milli(speed.accelerationPlusMinus),
    length: milli(speed.length),
    refusal: speed.refusal,
  };
}
