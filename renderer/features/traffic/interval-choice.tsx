import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import type { Unit } from './od-rows.ts';
import { PERIODS } from './periods.ts';
import type { PeriodChoice } from './periods.ts';
import classes from './traffic-view.module.css';

interface IntervalChoiceProps {
  readonly cameras: readonly CameraView[];
  readonly cameraId: string;
  readonly choice: PeriodChoice;
  readonly unit: Unit;
  readonly onCamera: (cameraId: string) => void;
  readonly onChoice: (choice: PeriodChoice) => void;
  readonly onUnit: (unit: Unit) => void;
}

/** Of which camera, over which time, in which unit. */
export function IntervalChoice(props: IntervalChoiceProps) {
  const { cameras, cameraId, choice, unit, onCamera, onChoice, onUnit } = props;
  const { t } = useText();
  const own = choice.period === 'own';
  return (
    <div className={classes['choice']}>
      <NativeSelect
        size="xs"
        label={t('traffic.camera')}
        value={cameraId}
        data={cameras.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => onCamera(event.currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        label={t('traffic.period')}
        value={choice.period}
        data={PERIODS.map((period) => ({ value: period, label: t(`traffic.period.${period}`) }))}
        onChange={(event) => {
          const period = PERIODS.find((one) => one === event.currentTarget.value);
          if (period !== undefined) onChoice({ ...choice, period });
        }}
      />
      {own &&
        (['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            size="xs"
            type="datetime-local"
            label={t(`traffic.${end}`)}
            value={choice[end]}
            onChange={(event) => onChoice({ ...choice, [end]: event.currentTarget.value })}
          />
        ))}
      <SegmentedControl
        size="xs"
        aria-label={t('traffic.unit')}
        value={unit}
        onChange={(value) => onUnit(value === 'pcu' ? 'pcu' : 'vehicles')}
        data={(['vehicles', 'pcu'] as const).map((value) => ({ value, label: t(`traffic.unit.${value}`) }))}
      />
    </div>
  );
}
