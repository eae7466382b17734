export const LIGHTS = ['day', 'overcast', 'low-sun', 'dusk', 'night'] as const;
export const WEATHERS = ['clear', 'rain', 'fog'] as const;

/** Time of day and weather. */
export interface Mood {
  readonly light: (typeof LIGHTS)[number];
  readonly weather: (typeof WEATHERS)[number];
  /** Decides what one such hour has of its own: where the sun stands, how the clouds lie. */
  readonly seed: number;
}

/** Street lamps and lit windows. */
export function isDark({ light }: Mood): boolean {
  return light === 'dusk' || light === 'night';
}

/** Whether drivers have their lamps on. */
export function lampsAreOn(mood: Mood): boolean {
  return isDark(mood) || mood.weather !== 'clear';
}
