import type { TownKind, TownMap } from '../../../../domain/contracts/town-map.ts';
import { placeAt } from '../../../../domain/map/places.ts';
import { worldPoint } from './map-projection.ts';

/** A shape of the base map as points of the whole map, x and y in turn, with the square that it lies in. */
export interface TownShape {
  readonly points: Float64Array;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface TownLayerShapes {
  readonly kind: TownKind;
  readonly shapes: readonly TownShape[];
}

export interface TownShapes {
  readonly layers: readonly TownLayerShapes[];
  readonly names: readonly {
    readonly text: string;
    readonly kind: TownMap['names'][number]['kind'];
    readonly x: number;
    readonly y: number;
    readonly turned: number;
  }[];
}

/** Steps of the file are tenths of a metre. */
const STEP_METRES = 0.1;

export function townShapes({ origin, layers, names }: TownMap): TownShapes {
  const worldAt = (east: number, north: number) => worldPoint(placeAt(origin, { east, north }));
  return {
    layers: layers.map(({ kind, shapes }) => ({ kind, shapes: shapes.map((steps) => townShape(steps, worldAt)) })),
    names: names.map(({ at, ...name }) => ({ ...name, ...worldAt(...at) })),
  };
}

function townShape(
  steps: readonly number[],
  worldAt: (east: number, north: number) => { readonly x: number; readonly y: number },
): TownShape {
  const points = new Float64Array(steps.length);
  let [east, north] = [0, 0];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < steps.length; at += 2) {
    east += (steps[at] ?? 0) * STEP_METRES;
    north += (steps[at + 1] ?? 0) * STEP_METRES;
    const { x, y } = worldAt(east, north);
    points[at] = x;
    points[at + 1] = y;
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
  }
  return { points, left, top, right, bottom };
}
