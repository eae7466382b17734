import { SEVERITIES } from '../../domain/events/kinds.ts';
import { useText } from '../i18n/index.ts';
import { useIncidentSummary } from '../state/index.ts';
import { Icon } from '../ui/index.ts';
import classes from './frame.module.css';

/** How many incidents wait for somebody, coloured by the worst of them; it leads to their page. */
export function IncidentCount() {
  const { t } = useText();
  const summary = useIncidentSummary().data;
  const active = summary?.active;
  const count = active === undefined ? 0 : SEVERITIES.reduce((sum, severity) => sum + active[severity], 0);
  if (active === undefined || count === 0) return null;
  const worst = SEVERITIES.findLast((severity) => active[severity] > 0) ?? 'low';
  return (
    <a className={classes['incidents']} href="#/incidents" data-severity={worst}>
      <Icon name="bell" />
      <span>{t('incidents.count', { count })}</span>
    </a>
  );
}
