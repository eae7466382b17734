import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { Counts } from '../../api/index.ts';
import { classLabel, directionName, useText } from '../../i18n/index.ts';
import type { Translate } from '../../i18n/index.ts';
import { queryKeys, siteNowMs, startOfSiteDayUs, usePcu, useSignedIn, useSite } from '../../state/index.ts';
import { Panel, ProblemNotice } from '../../ui/index.ts';
import { pcuText } from './pcu-text.ts';
import { watchedPart } from './chart-rows.ts';
import { countTable, unsupportedClasses } from './counts-table.ts';
import type { CountRow, CountTable } from './counts-table.ts';
import classes from './counts-panel.module.css';

/** Which crossings a number stands for. */
export interface Evidence {
  readonly lineId: string;
  readonly lineName: string;
  readonly direction: 'in' | 'out';
  readonly directionName: string;
  readonly className: string | null;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

type Period = 'today' | 'hour';
const HOUR_MS = 3_600_000;
const REFRESH_MS = 4000;

interface CountsPanelProps {
  readonly camera: CameraView;
  readonly onEvidence: (evidence: Evidence) => void;
}

/** Counts by line, direction and class; every number leads to the crossings behind it. */
export function CountsPanel({ camera, onEvidence }: CountsPanelProps) {
  const { t, f } = useText();
  const { api } = useSite();
  const { siteTimeZone } = useSignedIn();
  const [period, setPeriod] = useState<Period>('today');
  const counts = useQuery({
    queryKey: [...queryKeys.counts(camera.id, 0), period],
    queryFn: ({ signal }) => api.counts(camera.id, startOf(period, siteTimeZone), signal),
    refetchInterval: REFRESH_MS,
  });
  const table = counts.data === undefined ? null : countTable(counts.data.counts, camera.lines);

  return (
    <Panel
      title={t('counts.title')}
      flush
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('counts.period')}
          value={period}
          onChange={(value) => setPeriod(value === 'hour' ? 'hour' : 'today')}
          data={[
            { value: 'today', label: t('counts.today') },
            { value: 'hour', label: t('counts.hour') },
          ]}
        />
      }
    >
      {counts.error !== null && <ProblemNotice error={counts.error} onRetry={() => void counts.refetch()} />}
      {counts.isPending && (
        <p className={classes['note']} aria-busy="true">
          {t('common.loading')}
        </p>
      )}
      {table !== null && table.rows.length === 0 && <p className={classes['note']}>{t('counts.noLines')}</p>}
      {counts.data !== undefined && table !== null && table.rows.length > 0 && (
        <CountsTable table={table} counts={counts.data} onEvidence={onEvidence} />
      )}
      {counts.data !== undefined && (
        <p className={classes['note']}>
          {t('counts.since', { from: f.dateTime(counts.data.fromUtcUs, siteTimeZone) })}{' '}
          <Watched camera={camera} counts={counts.data} />
        </p>
      )}
      <Unsupported camera={camera} />
    </Panel>
  );
}

function startOf(period: Period, zone: string): number {
  const now = siteNowMs();
  return period === 'today' ? startOfSiteDayUs(now, zone) : (now - HOUR_MS) * 1000;
}

interface CountsTableProps {
  readonly table: CountTable;
  readonly counts: Counts;
  readonly onEvidence: (evidence: Evidence) => void;
}

/** The sum stands before the classes: with many of them the table scrolls, and the sum must not leave the screen. */
function CountsTable({ table, counts, onEvidence }: CountsTableProps) {
  const { t, f } = useText();
  const factors = usePcu().data?.factors;
  const evidence = (row: CountRow, className: string | null, count: number): Evidence => ({
    lineId: row.lineId,
    lineName: row.lineName,
    direction: row.direction,
    directionName: directionName(t, row.direction, row.directionName),
    className,
    from: counts.fromUtcUs,
    to: counts.toUtcUs,
    count,
  });
  return (
    <table className={classes['table']}>
      <caption className="visually-hidden">{t('counts.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('counts.line')}</th>
          <th scope="col" className="num">
            {t('counts.total')}
          </th>
          {factors !== undefined && (
            <th scope="col" className="num">
              {t('traffic.unit.pcu')}
            </th>
          )}
          {table.classes.map((name) => (
            <th key={name} scope="col" className="num">
              {classLabel(t, name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={`${row.lineId} ${row.direction}`} data-line={row.lineId} data-direction={row.direction}>
            <th scope="row">
              {row.lineName} <span className={classes['direction']}>{directionText(t, row)}</span>
            </th>
            <NumberCell evidence={evidence(row, null, row.total)} onEvidence={onEvidence} strong />
            {factors !== undefined && <td className="num">{pcuText(f, factors, row.byClass)}</td>}
            {table.classes.map((name) => (
              <NumberCell key={name} evidence={evidence(row, name, row.byClass[name] ?? 0)} onEvidence={onEvidence} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function directionText(t: Translate, row: CountRow): string {
  const plain = t(`direction.${row.direction}`);
  const name = directionName(t, row.direction, row.directionName);
  return name === plain ? plain : `${name} (${plain})`;
}

interface NumberCellProps {
  readonly evidence: Evidence;
  readonly onEvidence: (evidence: Evidence) => void;
  readonly strong?: boolean;
}

function NumberCell({ evidence, onEvidence, strong = false }: NumberCellProps) {
  const { t, f } = useText();
  const value = f.number(evidence.count);
  // Behind a sum of zero there may still be crossings that somebody rejected.
  if (evidence.count === 0 && evidence.className !== null)
    return (
      <td className="num" data-zero="true">
        {value}
      </td>
    );
  const what = evidence.className === null ? t('counts.total') : classLabel(t, evidence.className);
  return (
    <td className="num" data-strong={strong}>
      <button
        type="button"
        className={classes['number']}
        aria-label={t('counts.open', {
          count: evidence.count,
          what,
          line: evidence.lineName,
          direction: evidence.directionName,
        })}
        onClick={() => onEvidence(evidence)}
      >
        {value}
      </button>
    </td>
  );
}

const QUARTER_S = 900;

function Watched({ camera, counts }: { readonly camera: CameraView; readonly counts: Counts }) {
  const { t, f } = useText();
  const { api } = useSite();
  const day = useQuery({
    queryKey: [...queryKeys.volumes(camera.id), 'watched', counts.fromUtcUs - (counts.fromUtcUs % 60_000_000)],
    queryFn: async ({ signal }) => {
      const { bins } = await api.volumes(camera.id, counts.fromUtcUs, counts.toUtcUs, QUARTER_S, signal);
      return { part: watchedPart(bins, counts.fromUtcUs, counts.toUtcUs), ofUs: counts.toUtcUs - counts.fromUtcUs };
    },
    staleTime: 5000,
    refetchInterval: 10_000,
  });
  if (day.data === undefined || day.data.part === null) return null;
  const { part, ofUs } = day.data;
  const text = t('counts.watched', { watched: f.span((part * ofUs) / 1000), all: f.span(ofUs / 1000) });
  return part < 0.95 ? <strong className={classes['gap']}>{text}</strong> : <>{text}</>;
}

function Unsupported({ camera }: { readonly camera: CameraView }) {
  const { t } = useText();
  const { api } = useSite();
  const models = useQuery({ queryKey: queryKeys.models, queryFn: ({ signal }) => api.models(signal) });
  const id = camera.analysis.modelId ?? models.data?.defaultModelId;
  const model = models.data?.models.find((one) => one.modelId === id);
  if (model === undefined) return null;
  const missing = unsupportedClasses(model.classes);
  if (missing.length === 0) return null;
  const names = missing.map((name) => classLabel(t, name)).join(', ');
  return <p className={classes['note']}>{t('counts.unsupported', { model: model.title, classes: names })}</p>;
}
