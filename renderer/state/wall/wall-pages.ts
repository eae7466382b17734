import type { Slot } from './arrangement.ts';

export interface WallPage {
  readonly page: number;
  readonly pages: number;
  /** A camera, or null, for each slot in its order. */
  readonly cameras: readonly (string | null)[];
}

/**
 * Which camera is in which place on a page. Places with a camera of their own keep it on every page; the cameras of the group
 * fill the others in their order, page after page.
 */
export function wallPage(
  slots: readonly Pick<Slot, 'camera'>[],
  group: readonly string[],
  known: ReadonlySet<string>,
  wanted: number,
): WallPage {
  const pinned = slots.map(({ camera }) => (camera !== null && known.has(camera) ? camera : null));
  const flowing = group.filter((id) => !pinned.includes(id));
  const open = pinned.filter((camera) => camera === null).length;
  const pages = open === 0 ? 1 : Math.max(1, Math.ceil(flowing.length / open));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const here = open === 0 ? [] : flowing.slice(page * open, (page + 1) * open);
  let next = 0;
  const cameras = pinned.map((camera) => {
    if (camera !== null) return camera;
    next += 1;
    return here[next - 1] ?? null;
  });
  return { page, pages, cameras };
}
