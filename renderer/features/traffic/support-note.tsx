import type { ClassSupport } from '../../../domain/traffic/class-support.ts';
import { classLabel, useText } from '../../i18n/index.ts';
import classes from './traffic-view.module.css';

/** The classes of which there can be no number, or only some of it. */
export function SupportNote({ support }: { readonly support: ClassSupport | null }) {
  const { t } = useText();
  const listed = (names: readonly string[]) => names.map((name) => classLabel(t, name)).join(', ');
  if (support === null) return <p className={classes['note']}>{t('traffic.support.unknown')}</p>;
  return (
    <>
      {support.unsupported.length > 0 && (
        <p className={classes['note']}>{t('traffic.support.none', { classes: listed(support.unsupported) })}</p>
      )}
      {support.partly.length > 0 && (
        <p className={classes['note']}>{t('traffic.support.partly', { classes: listed(support.partly) })}</p>
      )}
    </>
  );
}
