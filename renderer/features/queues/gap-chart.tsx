import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { LineSpeedsView } from '../../../domain/contracts/journey-api.ts';
import { useText } from '../../i18n/index.ts';
import classes from './queue-section.module.css';

const TICK = { fill: '#a9b7c6', fontSize: 11 };

/** How headways are distributed; each bar says from where on it counts. */
export function GapChart({ row, name }: { readonly row: LineSpeedsView['lines'][number]; readonly name: string }) {
  const { t, f } = useText();
  const data = row.distributions.headways.map(({ from, count }) => ({ from: f.number(from), count }));
  return (
    <div className={classes['chart']} role="img" aria-label={t('headway.chart', { name })}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={data} margin={{ top: 4, right: 4, bottom: 14, left: -18 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="#27323e" />
          <XAxis
            dataKey="from"
            tick={TICK}
            stroke="#4a5a6b"
            label={{
              value: t('headway.chart.axis'),
              position: 'insideBottom',
              offset: -10,
              fill: '#a9b7c6',
              fontSize: 11,
            }}
          />
          <YAxis tick={TICK} stroke="#4a5a6b" allowDecimals={false} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'rgba(255,255,255,0.07)' }}
            contentStyle={{ background: '#1b242e', border: '1px solid #4a5a6b', fontSize: 12 }}
          />
          <Bar dataKey="count" name={t('headway.vehicles')} fill="#4fc3f7" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
