import type { TrackDetail } from '../../api/index.ts';
import type { VehiclePath } from '../../canvas/index.ts';

interface Reference {
  readonly x: number;
  readonly y: number;
}

/** Boxes are stored in 1/65535 of the picture. */
const BOX_UNIT = 65_535;

/** A vehicle's stored path as it is drawn: the reference point of its box on every processed frame. */
export function pathOf(track: TrackDetail, reference: Reference, label: string): VehiclePath {
  return {
    label,
    points: track.path.map(({ box: [x1, y1, x2, y2] }) => ({
      x: (x1 + (x2 - x1) * reference.x) / BOX_UNIT,
      y: (y1 + (y2 - y1) * reference.y) / BOX_UNIT,
    })),
    crossings: track.crossings.map(({ x, y }) => ({ x, y })),
  };
}
