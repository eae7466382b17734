import type { Forecast } from '../../../domain/contracts/outlook.ts';
import { useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import classes from './outlook-panel.module.css';

type Point = Forecast['points'][number];
const QUARTER_US = 900_000_000;

/** What will come, each with what such forecasts were worth. */
export function ForecastList({ forecast }: { readonly forecast: Forecast }) {
  const text = useText();
  const { t, f } = text;
  if (forecast.state === 'not-enough-history') return null;
  return (
    <section aria-label={t('outlook.forecast')}>
      <h3 className={classes['heading']}>{t('outlook.forecast')}</h3>
      {forecast.state === 'behind' && (
        <p className={classes['note']}>
          {t('outlook.behind', { time: f.dateTime(forecast.closedToUtcUs, forecast.timeZone) })}
        </p>
      )}
      <ul className={classes['points']}>
        {forecast.points.map((point) => (
          <li key={point.aheadMinutes}>
            <strong>{pointText(text, point, forecast.timeZone)}</strong>
            {point.volume !== null && <span>{errorText(text, point.error)}</span>}
            {point.error !== null && point.error.worseThan !== null && (
              <span className={classes['worse']}>{t(`outlook.error.worse.${point.error.worseThan}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function pointText({ t, f }: Text, point: Point, zone: string): string {
  const { aheadMinutes, startUtcUs, volume, low, high } = point;
  const when = {
    minutes: aheadMinutes,
    from: f.minute(startUtcUs, zone),
    to: f.minute(startUtcUs + QUARTER_US, zone),
  };
  if (volume === null) return t('outlook.point.none', when);
  const said = { ...when, volume: f.number(volume) };
  if (low === null || high === null) return t('outlook.point.bare', said);
  return t('outlook.point', { ...said, low: f.number(low), high: f.number(high) });
}

function errorText({ t, f }: Text, error: Point['error']): string {
  if (error === null) return t('outlook.error.none');
  const wape = (share: number | null) => (share === null ? '–' : f.percent(share));
  return [
    t('outlook.error', { mae: f.number(error.mae, 1), wape: wape(error.wape), count: error.targets }),
    error.inside === null ? '' : t('outlook.error.inside', { share: f.percent(error.inside) }),
    t('outlook.error.naive', { last: wape(error.lastValue.wape), week: wape(error.lastWeek.wape) }),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
