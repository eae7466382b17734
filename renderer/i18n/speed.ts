import type { CrossingRow } from '../../domain/contracts/api.ts';
import type { Text } from './use-text.ts';

/** How this screen writes speeds; they are kept in metres a second. */
export type SpeedUnit = 'kmh' | 'mph';

const PER_METRE_PER_SECOND: Readonly<Record<SpeedUnit, number>> = { kmh: 3.6, mph: 2.236_936_292 };

/** A speed with its ±, in whole units; a ± below half a unit is said with a decimal. */
export function speedText({ t, f }: Pick<Text, 't' | 'f'>, unit: SpeedUnit, speed: number, plusMinus: number): string {
  const factor = PER_METRE_PER_SECOND[unit];
  const digits = plusMinus * factor < 0.95 ? 1 : 0;
  const params = { speed: f.number(speed * factor, digits), plusMinus: f.number(plusMinus * factor, digits) };
  return unit === 'kmh' ? t('speed.kmh', params) : t('speed.mph', params);
}

/** What is said of the speed of a crossing, also where there is none. */
export function crossingSpeedText(text: Pick<Text, 't' | 'f'>, unit: SpeedUnit, speed: CrossingRow['speed']): string {
  if (speed === null) return text.t('calibration.not');
  if (speed.metresPerSecond !== null && speed.plusMinus !== null)
    return speedText(text, unit, speed.metresPerSecond, speed.plusMinus);
  return text.t(`speed.refused.${speed.refusal ?? 'too-few-sightings'}`);
}

/** A speed in the unit of this screen, for tables that say the unit in their heads. */
export function speedIn(unit: SpeedUnit, metresPerSecond: number): number {
  return metresPerSecond * PER_METRE_PER_SECOND[unit];
}
