import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { classColour } from '../../canvas/index.ts';
import { causeText, changeText, classLabel, useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { usePcu, useSignedIn } from '../../state/index.ts';
import type { Gap } from '../../../domain/contracts/api.ts';
import { pcuText } from './pcu-text.ts';
import type { MarkedMinute } from './chart-changes.ts';
import { causesOf, doubtfulSpans } from './chart-rows.ts';
import type { MinuteRow } from './chart-rows.ts';
import classes from './chart-panel.module.css';

interface HourChartProps {
  readonly rows: readonly MinuteRow[];
  readonly gaps: readonly Gap[];
  readonly marks: readonly MarkedMinute[];
  readonly classNames: readonly string[];
}

const TICK = { fill: '#a9b7c6', fontSize: 11 };

/** Bars per minute, stacked by class. Minutes that nobody watched are hatched over their whole height and carry no bar. */
export function HourChart({ rows, gaps, marks, classNames }: HourChartProps) {
  const text = useText();
  const { siteTimeZone } = useSignedIn();
  const label = (us: number) => text.f.minute(us, siteTimeZone);
  const data = rows.map((row) => ({ at: row.startUtcUs, ...(row.total === null ? {} : row.counts) }));
  const ticks = rows.filter((row) => (row.startUtcUs / 60e6) % 10 === 0).map((row) => row.startUtcUs);
  return (
    <div className={classes['chart']} role="img" aria-label={text.t('chart.label')}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={data}
          margin={{ top: 4, right: 4, bottom: 0, left: -18 }}
          barCategoryGap={1}
          accessibilityLayer={false}
        >
          <Hatches />
          <CartesianGrid vertical={false} stroke="#27323e" />
          <XAxis dataKey="at" ticks={ticks} tickFormatter={label} tick={TICK} stroke="#4a5a6b" interval={0} />
          <YAxis
            allowDecimals={false}
            tick={TICK}
            stroke="#4a5a6b"
            domain={[0, (highest: number) => Math.max(4, highest)]}
          />
          {doubtfulSpans(rows).map((span) => (
            <ReferenceArea
              key={`${span.state} ${span.from}`}
              x1={rows[span.from]?.startUtcUs ?? 0}
              x2={rows[span.to]?.startUtcUs ?? 0}
              fill={span.state === 'unwatched' ? 'url(#hatch-unwatched)' : 'url(#hatch-doubtful)'}
              fillOpacity={1}
              ifOverflow="hidden"
            />
          ))}
          {marks.map(({ startUtcUs }) => (
            <ReferenceLine key={startUtcUs} x={startUtcUs} stroke="var(--accent)" strokeDasharray="3 3" />
          ))}
          <Tooltip
            cursor={{ fill: 'rgba(255,255,255,0.07)' }}
            isAnimationActive={false}
            content={({ active, label: at }) => (
              <Tip
                gaps={gaps}
                marks={marks}
                row={active ? rows.find((row) => row.startUtcUs === at) : undefined}
                text={text}
                zone={siteTimeZone}
              />
            )}
          />
          {classNames.map((name) => (
            <Bar key={name} dataKey={name} stackId="all" fill={classColour(name)} isAnimationActive={false} />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function Hatches() {
  return (
    <defs>
      <pattern id="hatch-unwatched" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" fill="#1b242e" />
        <rect width="2" height="7" fill="#6b7c8d" />
      </pattern>
      <pattern id="hatch-doubtful" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect width="7" height="7" fill="#1b242e" fillOpacity="0.4" />
        <rect width="1.5" height="7" fill="#c79a1a" fillOpacity="0.75" />
      </pattern>
    </defs>
  );
}

interface TipProps {
  readonly row: MinuteRow | undefined;
  readonly gaps: readonly Gap[];
  readonly marks: readonly MarkedMinute[];
  readonly text: Text;
  readonly zone: string;
}

function Tip({ row, gaps, marks, text, zone }: TipProps) {
  const factors = usePcu().data?.factors;
  if (row === undefined) return null;
  const { t, f } = text;
  return (
    <div className={classes['tip']}>
      <p>{f.time(row.startUtcUs, zone)}</p>
      {row.state !== 'watched' && <span>{t(`minute.${row.state}.why`, { share: f.percent(row.watchedShare) })}</span>}
      {row.clockOverlap && <span>{t('minute.overlap')}</span>}
      {causesOf(gaps, row).map((cause) => (
        <span key={cause}>{causeText(t, cause)}</span>
      ))}
      {marks
        .filter(({ startUtcUs }) => startUtcUs === row.startUtcUs)
        .flatMap(({ changes }) => changes.map((change) => changeText(text, change, zone)))
        .map((words) => (
          <span key={words}>{words}</span>
        ))}
      {row.total !== null &&
        Object.entries(row.counts).map(([name, count]) => (
          <span key={name}>
            {classLabel(t, name)}: {f.number(count)}
          </span>
        ))}
      {row.total !== null && (
        <span>
          {t('counts.total')}: {f.number(row.total)}
          {factors !== undefined && ` · ${t('traffic.unit.pcu')}: ${pcuText(f, factors, row.counts)}`}
        </span>
      )}
    </div>
  );
}
