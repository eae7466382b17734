import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { zoneColour } from '../../canvas/index.ts';
import { useText } from '../../i18n/index.ts';
import { useSignedIn } from '../../state/index.ts';
import { stateSpans, timeInStates } from './zone-rows.ts';
import type { ZoneMinuteRow } from './zone-rows.ts';
import classes from './chart-panel.module.css';

const TICK = { fill: '#a9b7c6', fontSize: 11 };
const MINUTE_US = 60_000_000;

interface ZoneChartProps {
  readonly rows: readonly ZoneMinuteRow[];
  readonly name: string;
}

/** Mean and greatest density of each minute, behind them the state that held longest. Minutes that nobody watched are gaps. */
export function ZoneChart({ rows, name }: ZoneChartProps) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  const label = (us: number) => f.minute(us, siteTimeZone);
  const data = rows.map(({ startUtcUs, mean, max }) => ({ at: startUtcUs, mean, max }));
  const ticks = rows.filter((row) => (row.startUtcUs / MINUTE_US) % 10 === 0).map((row) => row.startUtcUs);
  return (
    <div className={classes['chart']} role="img" aria-label={t('zoneHistory.label', { name })}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={data} margin={{ top: 4, right: 4, bottom: 0, left: -12 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="#27323e" />
          <XAxis
            dataKey="at"
            type="number"
            domain={[rows[0]?.startUtcUs ?? 0, rows.at(-1)?.startUtcUs ?? 1]}
            ticks={ticks}
            tickFormatter={label}
            tick={TICK}
            stroke="#4a5a6b"
            interval={0}
          />
          <YAxis
            domain={[0, 1]}
            ticks={[0, 0.2, 0.4, 0.6, 0.8, 1]}
            tickFormatter={f.percent}
            tick={TICK}
            stroke="#4a5a6b"
          />
          {stateSpans(rows).map(({ state, from, to }) => (
            <ReferenceArea
              key={from}
              x1={from}
              x2={Math.min(to + MINUTE_US, rows.at(-1)?.startUtcUs ?? to)}
              fill={zoneColour(state)}
              fillOpacity={0.18}
              ifOverflow="hidden"
            />
          ))}
          <Tooltip
            cursor={{ stroke: '#a9b7c6' }}
            isAnimationActive={false}
            content={({ active, label: at }) => (
              <Tip row={active ? rows.find((row) => row.startUtcUs === at) : undefined} />
            )}
          />
          <Line dataKey="max" stroke="#a9b7c6" strokeDasharray="3 3" dot={false} isAnimationActive={false} />
          <Line dataKey="mean" stroke="#e9eef4" strokeWidth={2} dot={false} isAnimationActive={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function Tip({ row }: { readonly row: ZoneMinuteRow | undefined }) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  if (row === undefined) return null;
  return (
    <div className={classes['tip']}>
      <p>{f.time(row.startUtcUs, siteTimeZone)}</p>
      {row.mean === null || row.max === null ? (
        <span>{t('zoneHistory.unwatched')}</span>
      ) : (
        <>
          <span>
            {t('zoneHistory.mean')}: {f.percent(row.mean)}
          </span>
          <span>
            {t('zoneHistory.max')}: {f.percent(row.max)}
          </span>
          {timeInStates([row]).map(({ state, us }) => (
            <span key={state}>
              {t('zoneHistory.share', { state: t(`zone.state.${state}`), share: f.percent(us / row.watchedUs) })}
            </span>
          ))}
        </>
      )}
    </div>
  );
}
