import { create } from 'zustand';
import type { SpeedUnit } from '../i18n/index.ts';

/** What this screen remembers between visits: how it looks, never who is signed in. */
const TILES_KEY = 'tcc.screen.tiles';
const UNIT_KEY = 'tcc.screen.speeds';
export const WALL_SIZES = [1, 4, 9, 16] as const;
export type WallSize = (typeof WALL_SIZES)[number];
export const SPEED_UNITS = ['kmh', 'mph'] as const satisfies readonly SpeedUnit[];

interface Settings {
  readonly wallSize: WallSize;
  readonly speedUnit: SpeedUnit;
  readonly setWallSize: (size: WallSize) => void;
  readonly setSpeedUnit: (unit: SpeedUnit) => void;
}

export const useSettings = create<Settings>((set) => ({
  wallSize: WALL_SIZES.find((size) => String(size) === remembered(TILES_KEY)) ?? 4,
  speedUnit: SPEED_UNITS.find((unit) => unit === remembered(UNIT_KEY)) ?? 'kmh',
  setWallSize: (wallSize) => {
    set({ wallSize });
    remember(TILES_KEY, String(wallSize));
  },
  setSpeedUnit: (speedUnit) => {
    set({ speedUnit });
    remember(UNIT_KEY, speedUnit);
  },
}));

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that refuses to remember still shows the screen.
  }
}

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
