import type { SystemView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import classes from './system-view.module.css';

/** Programs and storage in a row of large facts. */
export function Vitals({ system }: { readonly system: SystemView }) {
  const { t, f } = useText();
  const facts = [
    { label: t('system.ffmpeg'), value: system.ffmpeg === '' ? t('system.unknown') : system.ffmpeg, more: '' },
    { label: t('system.node'), value: system.node, more: system.platform },
    { label: t('system.database'), value: f.bytes(system.databaseBytes), more: system.dataFolder },
    { label: t('system.disk'), value: f.bytes(system.diskFreeBytes), more: '' },
    {
      label: t('system.host'),
      value: t(`system.host.${system.host}`),
      more: t('system.version', { version: system.version }),
    },
  ];
  return (
    <dl className={classes['vitals']}>
      {facts.map((fact) => (
        <div key={fact.label} className={classes['vital']}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value}
            {fact.more !== '' && <small>{fact.more}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
