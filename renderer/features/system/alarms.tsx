import type { Alarm } from '../../../domain/contracts/messages.ts';
import { alarmText, useText } from '../../i18n/index.ts';
import { useSignedIn } from '../../state/index.ts';
import { Notice } from '../../ui/index.ts';
import classes from './system-view.module.css';

/** What a person must see to, above everything else: what it is, since when, and what to do. */
export function Alarms({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  if (alarms.length === 0) return null;
  return (
    <section className={classes['alarms']} aria-label={t('alarms.title')}>
      {alarms.map((alarm) => {
        const { title, todo, detail } = alarmText(t, alarm);
        return (
          <Notice key={`${alarm.code} ${alarm.message}`} icon="warning" tone="jam" title={title} compact>
            <p>{todo}</p>
            <small>
              {t('alarms.since', { time: f.dateTime(alarm.utcUs, siteTimeZone) })}
              {detail !== '' && ` · ${detail}`}
            </small>
          </Notice>
        );
      })}
    </section>
  );
}
