import type { CameraView } from '../../../domain/contracts/api.ts';
import { inReadingOrder, wallPage } from '../../state/index.ts';
import type { CameraGroup, Rect, WallNow } from '../../state/index.ts';

/** A tile as it stands on the wall now. */
export interface PlacedTile {
  readonly camera: CameraView;
  /** In cells of the wall's grid. */
  readonly rect: Rect;
}

export interface WallScene {
  readonly page: number;
  readonly pages: number;
  /** In the order in which they are read. */
  readonly tiles: readonly PlacedTile[];
  readonly columns: number;
}

/** What the wall shows: an even one has no empty places, one that a person divided keeps every place where it is. */
export function wallScene(now: WallNow, cameras: readonly CameraView[], group: CameraGroup | null): WallScene {
  const known = new Map(cameras.map((camera) => [camera.id, camera]));
  const chosen = group === null ? cameras : cameras.filter(({ id }) => group.cameras.includes(id));
  const ids = chosen.map(({ id }) => id);
  const { page, pages, cameras: placed } = wallPage(now.slots, ids, new Set(known.keys()), now.page);
  const shown = inReadingOrder(now.slots).flatMap((index) => {
    const camera = known.get(placed[index] ?? '');
    const slot = now.slots[index];
    return camera === undefined || slot === undefined ? [] : [{ camera, rect: slot }];
  });
  if (now.preset === null) return { page, pages, tiles: shown, columns: now.columns };
  const columns = Math.max(1, Math.min(Math.sqrt(now.preset), shown.length));
  const tiles = shown.map(({ camera }, index) => ({
    camera,
    rect: { x: index % columns, y: Math.floor(index / columns), w: 1, h: 1 },
  }));
  return { page, pages, tiles, columns };
}
