import { normPoint } from '../geometry/points.ts';
import type { NormPoint } from '../geometry/points.ts';
import { pointInPolygon } from '../geometry/polygon.ts';
import type { Detections } from './detections.ts';
import { selectDetections } from './select.ts';

/** An area that decides what is looked at: inside a region something counts, inside a mask nothing does. */
export interface AttentionArea {
  readonly kind: 'region' | 'mask';
  readonly points: readonly NormPoint[];
  /** The point of the box that is held against the area, 0..1 of the box. */
  readonly reference: NormPoint;
}

/** The detections in any region (everywhere, if none is drawn) and in no mask. */
export function filterByAreas(detections: Detections, areas: readonly AttentionArea[]): Detections {
  if (areas.length === 0) return detections;
  const regions = areas.filter((area) => area.kind === 'region');
  const masks = areas.filter((area) => area.kind === 'mask');
  return selectDetections(detections, (index) => {
    const inside = (area: AttentionArea) => covers(area, detections.boxes, index);
    return (regions.length === 0 || regions.some(inside)) && !masks.some(inside);
  });
}

function covers(area: AttentionArea, boxes: Float32Array, index: number): boolean {
  const at = index * 4;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = boxes.subarray(at, at + 4);
  const { x, y } = area.reference;
  return pointInPolygon(area.points, normPoint(x1 + (x2 - x1) * x, y1 + (y2 - y1) * y));
}
