import { townMapSchema } from '../../../../domain/contracts/town-map.ts';
import { canvasLayer } from './canvas-layer.ts';
import type { MapColours } from './map-colours.ts';
import type { MapGround } from './map-stage.ts';
import { paintTown } from './paint-town.ts';
import type { TileQueue } from './tile-queue.ts';
import { townShapes } from './town-shapes.ts';
import type { TownShapes } from './town-shapes.ts';

/** Comes with the screens: no internet, no sign-in. */
const TOWN = new URL('../../../../assets/map/town.json', import.meta.url).href;

export async function readTown(signal: AbortSignal): Promise<TownShapes> {
  const answer = await fetch(TOWN, { signal });
  if (!answer.ok) throw new Error(`the base map answered ${answer.status}`);
  return townShapes(townMapSchema.parse(await answer.json()));
}

export function townGround(town: TownShapes, queue: TileQueue, colours: () => MapColours): MapGround {
  return { layer: canvasLayer((context, tile) => paintTown(context, town, tile, colours()), queue), town };
}
