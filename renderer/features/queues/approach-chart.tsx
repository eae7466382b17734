import { Bar, CartesianGrid, ComposedChart, Legend, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { ApproachesView } from '../../../domain/contracts/approach-api.ts';
import { useText } from '../../i18n/index.ts';
import { useSignedIn } from '../../state/index.ts';
import classes from './queue-section.module.css';

const TICK = { fill: '#a9b7c6', fontSize: 11 };

/** Bars for the queue, a line for the delay. Minutes that nobody watched have neither. */
export function ApproachChart({ approach }: { readonly approach: ApproachesView['approaches'][number] }) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  const data = approach.bins.map(({ startUtcUs, mean, longest, meanDelaySeconds }) => ({
    at: startUtcUs,
    mean: mean === null ? undefined : Math.round(mean.vehicles * 10) / 10,
    longest: mean === null ? undefined : longest.vehicles,
    delay: meanDelaySeconds === null ? undefined : Math.round(meanDelaySeconds * 10) / 10,
  }));
  const minute = (us: number) => f.minute(us, siteTimeZone);
  return (
    <div className={classes['chart']} role="img" aria-label={t('queue.chart', { name: approach.name })}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={data} margin={{ top: 4, right: 4, bottom: 0, left: -18 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="#27323e" />
          <XAxis dataKey="at" tickFormatter={minute} tick={TICK} stroke="#4a5a6b" />
          <YAxis yAxisId="vehicles" tick={TICK} stroke="#4a5a6b" allowDecimals={false} />
          <YAxis yAxisId="seconds" orientation="right" tick={TICK} stroke="#4a5a6b" width={40} />
          <Tooltip
            isAnimationActive={false}
            labelFormatter={(us) => f.time(Number(us), siteTimeZone)}
            contentStyle={{ background: '#1b242e', border: '1px solid #4a5a6b', fontSize: 12 }}
          />
          <Legend wrapperStyle={{ fontSize: 12 }} />
          <Bar
            yAxisId="vehicles"
            dataKey="longest"
            name={t('queue.chart.longest')}
            fill="#5d7389"
            isAnimationActive={false}
          />
          <Bar
            yAxisId="vehicles"
            dataKey="mean"
            name={t('queue.chart.mean')}
            fill="#ffb300"
            isAnimationActive={false}
          />
          <Line
            yAxisId="seconds"
            dataKey="delay"
            name={t('queue.chart.delay')}
            stroke="#80deea"
            strokeDasharray="5 3"
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
