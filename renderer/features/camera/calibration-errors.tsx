import type { CalibrationFit } from '../../../domain/calibration/types.ts';
import { useText } from '../../i18n/index.ts';
import classes from './calibration.module.css';

interface CalibrationErrorsProps {
  readonly fit: CalibrationFit;
  readonly checkMetres: number | null;
}

/** So many points fit always. */
const EXACT = 4;

/** How good a calibration is, by what is left over of its points and by its check line. */
export function CalibrationErrors({ fit, checkMetres }: CalibrationErrorsProps) {
  const { t, f } = useText();
  const { reprojection, check } = fit;
  return (
    <>
      <p className={classes['text']}>
        {t('calibration.errors', {
          pixels: f.number(reprojection.rmsPixels, 1),
          metres: f.number(reprojection.rmsMetres, 2),
        })}
      </p>
      {reprojection.points.length === EXACT && <p className={classes['dim']}>{t('calibration.exact')}</p>}
      <p className={classes['text']}>
        {check === null || checkMetres === null
          ? t('calibration.check.none')
          : t('calibration.check.result', {
              metres: f.number(checkMetres, 2),
              found: f.number(check.metres, 2),
              error: signed(check.errorPercent, f.number),
            })}
      </p>
    </>
  );
}

/** With its sign, for too long and too short are not the same. */
export function signed(value: number, number: (value: number, digits?: number) => string): string {
  return `${value > 0 ? '+' : ''}${number(value, 1)}`;
}
