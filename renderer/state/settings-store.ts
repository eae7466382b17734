import { create } from 'zustand';

/** What this screen remembers between visits: how it looks, never who is signed in. */
const KEY = 'tcc.screen.tiles';
export const WALL_SIZES = [1, 4, 9, 16] as const;
export type WallSize = (typeof WALL_SIZES)[number];

interface Settings {
  readonly wallSize: WallSize;
  readonly setWallSize: (size: WallSize) => void;
}

export const useSettings = create<Settings>((set) => ({
  wallSize: readSize(),
  setWallSize: (wallSize) => {
    set({ wallSize });
    try {
      localStorage.setItem(KEY, String(wallSize));
    } catch {
      // A browser that refuses to remember still shows the wall.
    }
  },
}));

function readSize(): WallSize {
  try {
    const stored = Number(localStorage.getItem(KEY));
    return WALL_SIZES.find((size) => size === stored) ?? 4;
  } catch {
    return 4;
  }
}
