import type { ApproachesView, ApproachFiguresView } from '../../../domain/contracts/approach-api.ts';
import { lengthText, useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { DataTable, ScrollBox } from '../../ui/index.ts';
import type { Column } from '../../ui/index.ts';
import classes from './queue-section.module.css';

type Row = ApproachesView['approaches'][number];

interface ApproachTableProps {
  readonly view: ApproachesView;
  readonly minutes: number;
  readonly shownId: string | null;
  readonly onPick: (zoneId: string) => void;
}

/** One row for each approach; its name leads to its chart. */
export function ApproachTable({ view, minutes, shownId, onPick }: ApproachTableProps) {
  const text = useText();
  const { t } = text;
  const name: Column<Row> = {
    key: 'name',
    title: t('queue.name'),
    cell: (row) => (
      <>
        <button
          type="button"
          className={classes['pick']}
          aria-pressed={row.zoneId === shownId}
          aria-label={t('queue.pick', { name: row.name })}
          onClick={() => onPick(row.zoneId)}
        >
          {row.name}
        </button>
        {row.stopLineName === null && <div className={classes['lost']}>{t('queue.lost')}</div>}
      </>
    ),
  };
  return (
    <ScrollBox label={t('queue.approaches', { minutes })}>
      <DataTable
        caption={t('queue.approaches', { minutes })}
        columns={[name, ...figureColumns(text)]}
        rows={view.approaches}
        rowKey={(row) => row.zoneId}
        minWidth={1080}
      />
    </ScrollBox>
  );
}

const NOTHING = '–';

function figureColumns(text: Text): readonly Column<Row>[] {
  const { t, f } = text;
  const column = (key: string, title: string, say: (whole: ApproachFiguresView) => string): Column<Row> => ({
    key,
    title,
    cell: ({ whole }) => say(whole),
  });
  const level: Column<Row> = {
    key: 'level',
    title: t('queue.los'),
    cell: ({ whole }) => <span className={classes['level']}>{whole.level ?? NOTHING}</span>,
  };
  return [
    level,
    column('delay', t('queue.delay'), ({ meanDelaySeconds, delayed }) =>
      meanDelaySeconds === null
        ? NOTHING
        : t('queue.delay.value', { seconds: f.number(meanDelaySeconds, 1), vehicles: f.number(delayed) }),
    ),
    column('mean', t('queue.mean'), ({ mean }) => (mean === null ? NOTHING : sizeText(text, mean, 1))),
    column('longest', t('queue.longest'), ({ longest, mean }) =>
      mean === null ? NOTHING : sizeText(text, longest, 0),
    ),
    column('metres', t('queue.longest.metres'), ({ longestMetres, metres }) => lengthText(text, longestMetres, metres)),
    column('flow', t('queue.flow'), ({ arrivals, departures }) => `${f.number(arrivals)} / ${f.number(departures)}`),
    column('growth', t('queue.growth'), ({ growthPerHour }) =>
      growthPerHour === null ? NOTHING : f.number(Math.round(growthPerHour)),
    ),
    column('saturation', t('queue.saturation'), ({ saturationFlow, saturationHeadways }) =>
      saturationFlow === null
        ? NOTHING
        : t('queue.saturation.value', { flow: f.number(saturationFlow), headways: f.number(saturationHeadways) }),
    ),
    column('spillback', t('queue.spillback'), ({ spillbackShare }) =>
      spillbackShare === null ? NOTHING : f.percent(spillbackShare),
    ),
    column('watched', t('queue.watched'), ({ watchedShare }) => f.percent(watchedShare)),
  ];
}

function sizeText({ t, f }: Text, size: ApproachFiguresView['longest'], digits: number): string {
  const params = { vehicles: f.number(size.vehicles, digits), pcu: f.number(size.pcu, 1) };
  if (size.unconverted === 0) return t('queue.size', params);
  return t('queue.size.unconverted', { ...params, unconverted: f.number(size.unconverted, digits) });
}
