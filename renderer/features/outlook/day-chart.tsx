import {
  Area,
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { NormalDay } from '../../../domain/contracts/outlook.ts';
import { useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { holeSpans, hourTicks } from './outlook-rows.ts';
import type { OutlookRow } from './outlook-rows.ts';
import classes from './outlook-panel.module.css';

interface DayChartProps {
  readonly rows: readonly OutlookRow[];
  readonly day: NormalDay;
}

const TICK = { fill: '#a9b7c6', fontSize: 11 };
const QUARTER_US = 900_000_000;

/** Today against normal, and the next hour. What was not watched well enough is hatched, and no line is drawn over it. */
export function DayChart({ rows, day }: DayChartProps) {
  const text = useText();
  const label = (us: number) => text.f.minute(us, day.timeZone);
  const ends = Math.max(day.toUtcUs, (rows.at(-1)?.startUtcUs ?? 0) + QUARTER_US);
  const data = rows.map((row) => ({
    ...row,
    off:
      row.forecast === null || row.forecastBand === null
        ? null
        : [row.forecast - row.forecastBand[0], row.forecastBand[1] - row.forecast],
  }));
  const still = { isAnimationActive: false, connectNulls: false } as const;
  return (
    <div className={classes['chart']} role="img" aria-label={text.t('outlook.chart', { count: day.departures.length })}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={data} margin={{ top: 4, right: 6, bottom: 0, left: -14 }} accessibilityLayer={false}>
          <defs>
            <pattern id="outlook-hole" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="7" height="7" fill="#1b242e" />
              <rect width="2" height="7" fill="#6b7c8d" />
            </pattern>
          </defs>
          <CartesianGrid vertical={false} stroke="#27323e" />
          <XAxis
            dataKey="atUtcUs"
            type="number"
            domain={[day.fromUtcUs, ends]}
            ticks={[...hourTicks(rows)]}
            tickFormatter={label}
            tick={TICK}
            stroke="#4a5a6b"
            interval={0}
          />
          <YAxis
            allowDecimals={false}
            tick={TICK}
            stroke="#4a5a6b"
            domain={[0, (highest: number) => Math.max(4, Math.ceil(highest))]}
          />
          {holeSpans(rows).map(({ fromUtcUs, toUtcUs }) => (
            <ReferenceArea
              key={`hole ${fromUtcUs}`}
              x1={fromUtcUs}
              x2={toUtcUs}
              fill="url(#outlook-hole)"
              fillOpacity={1}
              ifOverflow="hidden"
            />
          ))}
          {day.departures.map(({ fromUtcUs, toUtcUs }) => (
            <ReferenceArea
              key={`departure ${fromUtcUs}`}
              x1={Math.max(day.fromUtcUs, fromUtcUs)}
              x2={Math.min(day.toUtcUs, toUtcUs ?? day.closedToUtcUs)}
              fill="#ff9800"
              fillOpacity={0.28}
              stroke="#ff9800"
              ifOverflow="hidden"
            />
          ))}
          <Tooltip
            isAnimationActive={false}
            content={({ active, label: at }) => (
              <Tip row={active ? rows.find((row) => row.atUtcUs === at) : undefined} text={text} zone={day.timeZone} />
            )}
          />
          <Area {...still} dataKey="band" stroke="none" fill="#5aa9f4" fillOpacity={0.22} activeDot={false} />
          <Line {...still} dataKey="normal" stroke="#5aa9f4" strokeDasharray="5 4" dot={false} activeDot={false} />
          <Line {...still} dataKey="observed" stroke="#e9eef4" strokeWidth={2} dot={{ r: 1.5, fill: '#e9eef4' }} />
          <Line {...still} dataKey="forecast" stroke="none" dot={{ r: 4, fill: '#ffc107', stroke: '#ffc107' }}>
            <ErrorBar dataKey="off" direction="y" stroke="#ffc107" strokeWidth={2} width={5} />
          </Line>
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

interface TipProps {
  readonly row: OutlookRow | undefined;
  readonly text: Text;
  readonly zone: string;
}

function Tip({ row, text, zone }: TipProps) {
  if (row === undefined) return null;
  const { t, f } = text;
  return (
    <div className={classes['tip']}>
      <p>
        {f.minute(row.startUtcUs, zone)} · {t(`outlook.state.${row.state}`)}
      </p>
      {row.observed !== null && (
        <span>
          {t('outlook.observed')}: {f.number(row.observed)}
        </span>
      )}
      {row.forecast !== null && (
        <span>
          {t('outlook.forecast')}: {f.number(row.forecast)} {bandText(f, row.forecastBand)}
        </span>
      )}
      {row.normal !== null && (
        <span>
          {t('outlook.normal')}: {f.number(row.normal)} {bandText(f, row.band)}
        </span>
      )}
    </div>
  );
}

function bandText(f: Text['f'], band: readonly [number, number] | null): string {
  return band === null ? '' : `(${f.number(band[0])}–${f.number(band[1])})`;
}
