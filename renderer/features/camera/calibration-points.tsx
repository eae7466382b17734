import { Button } from '@mantine/core';
import { normPoint } from '../../../domain/geometry/points.ts';
import { useText } from '../../i18n/index.ts';
import { Icon } from '../../ui/index.ts';
import { changePoint, MOST_POINTS, withoutPoint, withPoint } from './calibration-draft.ts';
import { NumberField } from './number-field.tsx';
import type { Calibrating } from './use-calibration.ts';
import classes from './calibration.module.css';

/** Every point with its place in the picture, its metres, and how far it lies from where the calibration puts it. */
export function CalibrationPoints({ calibrating }: { readonly calibrating: Calibrating }) {
  const { t } = useText();
  const { form, change, select } = calibrating;
  const add = () => {
    change((before) => withPoint(before, normPoint(0.5, 0.6)));
    select(form.points.length);
  };
  return (
    <fieldset className={classes['group']}>
      <legend>{t('calibration.points')}</legend>
      {form.points.map((_, at) => (
        <PointRow key={at} at={at} calibrating={calibrating} />
      ))}
      <div>
        <Button
          size="compact-xs"
          variant="default"
          disabled={form.points.length >= MOST_POINTS}
          leftSection={<Icon name="plus" size={12} />}
          onClick={add}
        >
          {t('calibration.point.add')}
        </Button>
      </div>
    </fieldset>
  );
}

interface PointRowProps {
  readonly at: number;
  readonly calibrating: Calibrating;
}

function PointRow({ at, calibrating: { form, change, select, selected, outcome } }: PointRowProps) {
  const { t, f } = useText();
  const point = form.points[at];
  if (point === undefined) return null;
  const number = at + 1;
  const error = outcome.fit.ok ? outcome.fit.value.reprojection.points[at] : undefined;
  const { picture, ground } = point;
  const place = (x: number, y: number) =>
    change((before) => changePoint(before, at, { picture: normPoint(x / 100, y / 100) }));
  const lie = (x: number, y: number) => change((before) => changePoint(before, at, { ground: { x, y } }));
  const percent = { min: 0, max: 100, digits: 1, suffix: ' %', onFocus: () => select(at) };
  const metres = { min: -100_000, max: 100_000, suffix: ' m', onFocus: () => select(at) };
  return (
    <div className={classes['point']} data-selected={at === selected}>
      <div className={classes['fields']}>
        <NumberField
          label={t('calibration.point.x', { number })}
          value={picture.x * 100}
          onCommit={(x) => place(x, picture.y * 100)}
          {...percent}
        />
        <NumberField
          label={t('calibration.point.y', { number })}
          value={picture.y * 100}
          onCommit={(y) => place(picture.x * 100, y)}
          {...percent}
        />
        <NumberField
          label={t('calibration.point.east', { number })}
          value={ground.x}
          onCommit={(x) => lie(x, ground.y)}
          {...metres}
        />
        <NumberField
          label={t('calibration.point.north', { number })}
          value={ground.y}
          onCommit={(y) => lie(ground.x, y)}
          {...metres}
        />
        <Button
          size="xs"
          px={7}
          variant="default"
          aria-label={t('calibration.point.remove', { number })}
          onClick={() => change((before) => withoutPoint(before, at))}
        >
          <Icon name="cross" size={13} />
        </Button>
      </div>
      {error !== undefined && (
        <p className={error.used ? classes['dim'] : classes['warning']}>
          {t(error.used ? 'calibration.point.error' : 'calibration.point.unused', {
            pixels: f.number(error.pixels, 1),
            metres: f.number(error.metres, 2),
          })}
        </p>
      )}
    </div>
  );
}
