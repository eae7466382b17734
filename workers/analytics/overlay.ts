import type { ViewHead } from '../../domain/contracts/messages.ts';
import type { TrackPoint } from '../../domain/tracking/track-facts.ts';

export type OverlayTrack = NonNullable<ViewHead['tracks']>[number];

/** What is drawn of a track on its frame. Unconfirmed ones have no number yet: 0 says "seen, not followed so far". */
export function overlayOf(point: TrackPoint): OverlayTrack {
  return {
    n: point.confirmed ? point.track : 0,
    c: point.classSoFar,
    s: Math.round(point.score * 100) / 100,
    b: [...point.box],
  };
}
