import type { LengthCheck } from '../../../domain/traffic/speed/self-check.ts';
import { useText } from '../../i18n/index.ts';
import { signed } from './calibration-errors.tsx';
import classes from './calibration.module.css';

/** What the lengths of the cars that drive by say of the calibration. */
export function CalibrationSelfCheck({ check }: { readonly check: LengthCheck }) {
  const { t, f } = useText();
  const { cars, medianMetres, plusMinus, offPercent, expectedMetres, verdict } = check;
  if (verdict === 'too-few' || medianMetres === null || plusMinus === null || offPercent === null)
    return <p className={classes['text']}>{t('calibration.cars.few', { count: cars })}</p>;
  const params = {
    count: cars,
    median: f.number(medianMetres, 2),
    plusMinus: f.number(plusMinus, 2),
    expected: f.number(expectedMetres, 1),
  };
  if (verdict === 'agrees') return <p className={classes['text']}>{t('calibration.cars.agrees', params)}</p>;
  return (
    <p className={classes['warning']} role="alert">
      {t('calibration.cars.drifted', { ...params, off: signed(offPercent, f.number) })}
    </p>
  );
}
