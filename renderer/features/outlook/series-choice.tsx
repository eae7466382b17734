import { NativeSelect, SegmentedControl } from '@mantine/core';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { OutlookSeries } from '../../../domain/contracts/outlook.ts';
import { directionName, useText } from '../../i18n/index.ts';
import classes from './outlook-panel.module.css';

interface SeriesChoiceProps {
  readonly camera: CameraView;
  readonly series: OutlookSeries;
  readonly onChange: (series: OutlookSeries) => void;
}

const DIRECTIONS = ['both', 'in', 'out'] as const;

/** Of which line, and which way. */
export function SeriesChoice({ camera, series, onChange }: SeriesChoiceProps) {
  const { t } = useText();
  const line = camera.lines.find(({ lineId }) => lineId === series.lineId);
  return (
    <div className={classes['choice']}>
      <NativeSelect
        size="xs"
        aria-label={t('outlook.series')}
        value={series.lineId ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ ...series, lineId: value === '' ? null : value })}
        data={[
          { value: '', label: t('outlook.allLines') },
          ...camera.lines.map(({ lineId, name }) => ({ value: lineId, label: name })),
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('outlook.direction')}
        value={series.direction}
        onChange={(value) =>
          onChange({ ...series, direction: DIRECTIONS.find((direction) => direction === value) ?? 'both' })
        }
        data={[
          { value: 'both', label: t('outlook.both') },
          { value: 'in', label: line === undefined ? t('direction.in') : directionName(t, 'in', line.inName) },
          { value: 'out', label: line === undefined ? t('direction.out') : directionName(t, 'out', line.outName) },
        ]}
      />
    </div>
  );
}
