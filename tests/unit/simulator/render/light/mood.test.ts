import { describe, expect, it } from 'vitest';
import { atmosphereOf } from '../../../../../simulator/render/light/atmosphere.ts';
import { isDark, lampsAreOn, moodNamed } from '../../../../../simulator/render/light/mood.ts';

describe('a mood', () => {
  it('is read from its name', () => {
    expect(moodNamed('low-sun', 3)).toEqual({ light: 'low-sun', weather: 'clear', seed: 3 });
    expect(moodNamed('night-rain', 3)).toEqual({ light: 'night', weather: 'rain', seed: 3 });
    expect(() => moodNamed('snow', 3)).toThrow('day, overcast');
  });

  it('has drivers switch their lamps on in the dark and in bad weather', () => {
    expect(['day', 'day-rain', 'day-fog', 'night'].map((name) => lampsAreOn(moodNamed(name, 1)))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(isDark(moodNamed('day-fog', 1))).toBe(false);
  });

  it('sees less far in fog than in rain, and less in rain than in clear air', () => {
    const haze = (name: string): number => atmosphereOf(moodNamed(name, 1)).haze;
    expect(haze('day-fog')).toBeGreaterThan(haze('day-rain'));
    expect(haze('day-rain')).toBeGreaterThan(haze('day'));
  });

  it('has its sun elsewhere for another seed, and in the same place for the same', () => {
    expect(atmosphereOf(moodNamed('day', 1))).toEqual(atmosphereOf(moodNamed('day', 1)));
    expect(atmosphereOf(moodNamed('day', 1)).azimuth).not.toBe(atmosphereOf(moodNamed('day', 2)).azimuth);
  });
});
