import { create } from 'zustand';
import type { SpeedUnit } from '../i18n/index.ts';
import { remember, remembered } from './screen-memory.ts';

/** What this screen remembers between visits: how it looks, never who is signed in. */
const UNIT_KEY = 'tcc.screen.speeds';
export const SPEED_UNITS = ['kmh', 'mph'] as const satisfies readonly SpeedUnit[];

interface Settings {
  readonly speedUnit: SpeedUnit;
  readonly setSpeedUnit: (unit: SpeedUnit) => void;
}

export const useSettings = create<Settings>((set) => ({
  speedUnit: SPEED_UNITS.find((unit) => unit === remembered(UNIT_KEY)) ?? 'kmh',
  setSpeedUnit: (speedUnit) => {
    set({ speedUnit });
    remember(UNIT_KEY, speedUnit);
  },
}));
