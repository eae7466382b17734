import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { LineSpeedsView } from '../../../domain/contracts/journey-api.ts';
import { directionName, speedIn, useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { queryKeys, siteNowMs, useSettings, useSite } from '../../state/index.ts';
import { DataTable, ProblemNotice, ScrollBox } from '../../ui/index.ts';
import type { Column } from '../../ui/index.ts';
import { GapChart } from './gap-chart.tsx';
import classes from './queue-section.module.css';

const REFRESH_MS = 10_000;
const MINUTE_US = 60_000_000;
const MINUTES = 15;
const NOTHING = '–';

type Row = LineSpeedsView['lines'][number];

/** Speeds, headways and gaps at each line and direction over the last quarter of an hour. */
export function LineSpeeds({ camera }: { readonly camera: CameraView }) {
  const text = useText();
  const { t } = text;
  const { api } = useSite();
  const [picked, setPicked] = useState<string | null>(null);
  const answer = useQuery({
    queryKey: [...queryKeys.lineSpeeds(camera.id), camera.revision],
    queryFn: ({ signal }) => {
      const to = Math.round(siteNowMs() * 1000);
      return api.lineSpeeds(camera.id, to - MINUTES * MINUTE_US, to, 900, signal);
    },
    refetchInterval: REFRESH_MS,
  });
  if (answer.error !== null) return <ProblemNotice error={answer.error} onRetry={() => void answer.refetch()} />;
  const rows = answer.data?.lines ?? [];
  if (rows.length === 0) return <p className={classes['text']}>{t('headway.none', { minutes: MINUTES })}</p>;
  const shown = rows.find((row) => keyOf(row) === picked) ?? rows[0];
  return (
    <>
      <SpeedTable rows={rows} shown={shown === undefined ? null : keyOf(shown)} onPick={setPicked} />
      {shown !== undefined && <GapChart row={shown} name={nameOf(text, shown)} />}
    </>
  );
}

function keyOf({ lineId, direction }: Row): string {
  return `${lineId} ${direction}`;
}

function nameOf({ t }: Pick<Text, 't'>, { lineName, direction, directionName: name }: Row): string {
  return `${lineName}, ${directionName(t, direction, name)}`;
}

interface SpeedTableProps {
  readonly rows: readonly Row[];
  readonly shown: string | null;
  readonly onPick: (key: string) => void;
}

function SpeedTable({ rows, shown, onPick }: SpeedTableProps) {
  const text = useText();
  const { t } = text;
  const name: Column<Row> = {
    key: 'name',
    title: t('headway.line'),
    cell: (row) => (
      <button
        type="button"
        className={classes['pick']}
        aria-pressed={keyOf(row) === shown}
        aria-label={t('queue.pick', { name: nameOf(text, row) })}
        onClick={() => onPick(keyOf(row))}
      >
        {nameOf(text, row)}
      </button>
    ),
  };
  const columns = useFigureColumns();
  return (
    <ScrollBox label={t('headway.table', { minutes: MINUTES })}>
      <DataTable
        caption={t('headway.table', { minutes: MINUTES })}
        columns={[name, ...columns]}
        rows={rows}
        rowKey={keyOf}
        minWidth={980}
      />
    </ScrollBox>
  );
}

function useFigureColumns(): readonly Column<Row>[] {
  const { t, f } = useText();
  const unit = useSettings((state) => state.speedUnit);
  const column = (key: string, title: string, say: (row: Row) => number | null, digits: number): Column<Row> => ({
    key,
    title,
    numeric: true,
    cell: (row) => {
      const value = say(row);
      return value === null ? NOTHING : f.number(value, digits);
    },
  });
  const speed = (key: string, title: string, of: (speeds: NonNullable<Row['whole']['speeds']>) => number) =>
    column(key, title, ({ whole }) => (whole.speeds === null ? null : speedIn(unit, of(whole.speeds))), 0);
  const word = unit === 'kmh' ? 'km/h' : 'mph';
  return [
    column('vehicles', t('headway.vehicles'), ({ whole }) => whole.vehicles, 0),
    speed('mean', t('headway.timeMean', { unit: word }), ({ mean }) => mean),
    speed('space', t('headway.spaceMean', { unit: word }), ({ spaceMean }) => spaceMean),
    speed('p15', t('headway.p15', { unit: word }), ({ p15 }) => p15),
    speed('median', t('headway.median', { unit: word }), ({ median }) => median),
    speed('p85', t('headway.p85', { unit: word }), ({ p85 }) => p85),
    column('headway', t('headway.mean'), ({ whole }) => whole.headways?.mean ?? null, 1),
    column('headway-median', t('headway.middle'), ({ whole }) => whole.headways?.median ?? null, 1),
    column('gap', t('headway.gap'), ({ whole }) => whole.gaps?.mean ?? null, 1),
    column('metres', t('headway.gap.metres'), ({ whole }) => whole.gapMetres?.mean ?? null, 0),
  ];
}
