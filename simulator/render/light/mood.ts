export const LIGHTS = ['day', 'overcast', 'low-sun', 'dusk', 'night'] as const;
export const WEATHERS = ['clear', 'rain', 'fog'] as const;

/** Time of day and weather. */
export interface Mood {
  readonly light: (typeof LIGHTS)[number];
  readonly weather: (typeof WEATHERS)[number];
  /** Decides what one such hour has of its own: where the sun stands, how the clouds lie. */
  readonly seed: number;
}

/** The mood with a name as `night-rain`; a light alone is clear. */
export function moodNamed(name: string, seed: number): Mood {
  for (const light of LIGHTS) {
    for (const weather of WEATHERS) {
      if (name === `${light}-${weather}` || (weather === 'clear' && name === light)) return { light, weather, seed };
    }
  }
  throw new RangeError(`no mood is called ${name}; write one of ${LIGHTS.join(', ')}, alone or with -rain or -fog`);
}

/** Street lamps and lit windows. */
export function isDark({ light }: Mood): boolean {
  return light === 'dusk' || light === 'night';
}

/** Whether drivers have their lamps on. */
export function lampsAreOn(mood: Mood): boolean {
  return isDark(mood) || mood.weather !== 'clear';
}
