import type { GroundPoint } from '../../calibration/types.ts';
import type { ClassSize } from './class-sizes.ts';
import { blockBox } from './vehicle-box.ts';
import type { BlockView } from './vehicle-box.ts';

const SHORTEST = 1;
const LONGEST = 25;
/** Where a metre more would change the box by less than this share of it, the view does not tell a length. */
const LEAST_TOLD = 0.06;
const ROUNDS = 24;

/**
 * How long a vehicle is by the extent of its box, width and height together, when a block of the usual width and height of
 * its class stands at its place and heads as it does; null where the view hardly shows lengths.
 */
export function vehicleLength(
  view: BlockView,
  middle: GroundPoint,
  heading: GroundPoint,
  size: ClassSize,
  extent: number,
): number | null {
  const extentOf = (length: number): number => {
    const box = blockBox(view, middle, heading, { ...size, length });
    return box === null ? Number.NaN : box.right - box.left + box.bottom - box.top;
  };
  const usual = extentOf(size.length);
  const told = (extentOf(size.length + 0.5) - extentOf(size.length - 0.5)) / usual;
  if (!(told >= LEAST_TOLD)) return null;
  let [low, high] = [SHORTEST, LONGEST];
  if (!(extentOf(low) < extent && extentOf(high) > extent)) return null;
  for (let round = 0; round < ROUNDS; round += 1) {
    const half = (low + high) / 2;
    if (extentOf(half) < extent) low = half;
    else high = half;
  }
  return (low + high) / 2;
}
