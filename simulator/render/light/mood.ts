/** Time of day and weather. */
export interface Mood {
  readonly light: 'day' | 'overcast' | 'low-sun' | 'dusk' | 'night';
  readonly weather: 'clear' | 'rain' | 'fog';
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
