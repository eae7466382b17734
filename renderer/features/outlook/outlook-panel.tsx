import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { Forecast, NormalDay, OutlookSeries } from '../../../domain/contracts/outlook.ts';
import { departureNumbers, useText } from '../../i18n/index.ts';
import { queryKeys, useSite } from '../../state/index.ts';
import { Notice, Panel, ProblemNotice } from '../../ui/index.ts';
import { DayChart } from './day-chart.tsx';
import { ForecastList } from './forecast-list.tsx';
import { outlookRows, withoutNormal } from './outlook-rows.ts';
import { OutlookTable } from './outlook-table.tsx';
import { SeriesChoice } from './series-choice.tsx';
import classes from './outlook-panel.module.css';

const REFRESH_MS = 60_000;

/** Today against what is normal for its weekday and hour, and the next hour, each forecast with its own error. */
export function OutlookPanel({ camera }: { readonly camera: CameraView }) {
  const { t } = useText();
  const [asTable, setAsTable] = useState(false);
  const [chosen, setSeries] = useState<OutlookSeries>({ cameraId: camera.id, lineId: null, direction: 'both' });
  // A line that was deleted meanwhile leaves all of them.
  const isThere = chosen.lineId === null || camera.lines.some(({ lineId }) => lineId === chosen.lineId);
  const series = isThere ? chosen : { ...chosen, lineId: null };
  const drawn = camera.lines.length > 0;
  const { normal, forecast } = useOutlook(series, drawn);
  return (
    <Panel
      title={t('outlook.title')}
      aside={
        normal.data !== undefined && (
          <Button size="compact-xs" variant="default" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'outlook.asChart' : 'outlook.asTable')}
          </Button>
        )
      }
    >
      {!drawn && <Notice icon="line" title={t('outlook.noLines')} compact />}
      {drawn && <SeriesChoice camera={camera} series={series} onChange={setSeries} />}
      {drawn && normal.error !== null && <ProblemNotice error={normal.error} onRetry={() => void normal.refetch()} />}
      {drawn && normal.error === null && forecast.error !== null && (
        <ProblemNotice error={forecast.error} onRetry={() => void forecast.refetch()} />
      )}
      {drawn && normal.isPending && (
        <p className={classes['wait']} aria-busy="true">
          {t('common.loading')}
        </p>
      )}
      {drawn && normal.data !== undefined && (
        <Outlook day={normal.data} forecast={forecast.data ?? null} asTable={asTable} />
      )}
    </Panel>
  );
}

function useOutlook(series: OutlookSeries, drawn: boolean) {
  const { api } = useSite();
  const { cameraId, lineId, direction } = series;
  const common = { enabled: drawn, refetchInterval: REFRESH_MS };
  const normal = useQuery({
    queryKey: queryKeys.normal(cameraId, lineId, direction),
    queryFn: ({ signal }) => api.normal(series, signal),
    ...common,
  });
  const forecast = useQuery({
    queryKey: queryKeys.forecast(cameraId, lineId, direction),
    queryFn: ({ signal }) => api.forecast(series, signal),
    ...common,
  });
  return { normal, forecast };
}

interface OutlookProps {
  readonly day: NormalDay;
  readonly forecast: Forecast | null;
  readonly asTable: boolean;
}

function Outlook({ day, forecast, asTable }: OutlookProps) {
  const rows = outlookRows(day, forecast?.points ?? []);
  return (
    <>
      <Missing day={day} forecast={forecast} />
      {asTable ? <OutlookTable rows={rows} zone={day.timeZone} /> : <DayChart rows={rows} day={day} />}
      <Legend day={day} forecast={forecast} />
      <Departures day={day} />
      {forecast !== null && <ForecastList forecast={forecast} />}
    </>
  );
}

/** What is missing until more can be said. */
function Missing({ day, forecast }: { readonly day: NormalDay; readonly forecast: Forecast | null }) {
  const { t, f } = useText();
  const missing = withoutNormal(day);
  const { daysNeeded, daysThere } = forecast?.history ?? day.history;
  if (daysThere >= daysNeeded && missing === 0) return null;
  if (daysThere >= daysNeeded)
    return <p className={classes['note']}>{t('outlook.slots.missing', { count: missing })}</p>;
  return (
    <Notice icon="info" title={t('outlook.history.title')} compact>
      {t('outlook.history.missing', { needed: daysNeeded, there: daysThere })} {t('outlook.history.counts')}{' '}
      {t('outlook.history.since', { since: f.dateTime(day.historyFromUtcUs, day.timeZone) })}
    </Notice>
  );
}

function Legend({ day, forecast }: { readonly day: NormalDay; readonly forecast: Forecast | null }) {
  const { t } = useText();
  const shown = {
    observed: true,
    normal: day.quarters.some(({ normal }) => normal !== null),
    forecast: forecast !== null && forecast.points.some(({ volume }) => volume !== null),
    unwatched: day.quarters.some(({ state }) => state === 'unwatched' || state === 'partial'),
    departure: day.departures.length > 0,
  };
  const names = ['observed', 'normal', 'forecast', 'unwatched', 'departure'] as const;
  return (
    <ul className={classes['legend']}>
      {names
        .filter((name) => shown[name])
        .map((name) => (
          <li key={name}>
            <i data-mark={name} /> {t(`outlook.legend.${name}`)}
          </li>
        ))}
    </ul>
  );
}

function Departures({ day }: { readonly day: NormalDay }) {
  const { t, f } = useText();
  if (day.departures.length === 0) return null;
  const minute = (us: number) => f.minute(us, day.timeZone);
  return (
    <section aria-label={t('outlook.departures')}>
      <h3 className={classes['heading']}>{t('outlook.departures')}</h3>
      <ul className={classes['points']}>
        {day.departures.map((one) => (
          <li key={one.fromUtcUs}>
            <strong>
              {one.toUtcUs === null
                ? t('outlook.since', { from: minute(one.fromUtcUs) })
                : t('outlook.from', { from: minute(one.fromUtcUs), to: minute(one.toUtcUs) })}
            </strong>
            <span>
              {departureNumbers(t, one)} {one.endedBy !== null && t(`outlook.ended.${one.endedBy}`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
