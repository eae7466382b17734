import type { ViewHead } from '../../domain/contracts/messages.ts';
import type { TrackPoint } from '../../domain/tracking/track-facts.ts';
import type { TrackSpeedometer } from '../../domain/traffic/speed/speedometer.ts';

export type OverlayTrack = NonNullable<ViewHead['tracks']>[number];

/** What is drawn of a track on its frame. Unconfirmed ones have no number yet: 0 says "seen, not followed so far". */
export function overlayOf(point: TrackPoint, meter: TrackSpeedometer | null): OverlayTrack {
  return {
    n: point.confirmed ? point.track : 0,
    c: point.classSoFar,
    s: Math.round(point.score * 100) / 100,
    b: [...point.box],
    ...speedOf(point, meter),
  };
}

function speedOf({ confirmed, track, classSoFar, mediaUs }: TrackPoint, meter: TrackSpeedometer | null): object {
  const shown = confirmed && meter !== null ? meter.shown(track, classSoFar, mediaUs) : null;
  if (shown === null || shown.metresPerSecond === null || shown.plusMinus === null) return {};
  return { v: [tenths(shown.metresPerSecond), tenths(shown.plusMinus)] };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
