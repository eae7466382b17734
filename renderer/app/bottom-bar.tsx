import { useText } from '../i18n/index.ts';
import type { Text } from '../i18n/index.ts';
import { useLive } from '../state/index.ts';
import { StateWord } from '../ui/index.ts';
import { siteHealth, siteLoad } from './site-health.ts';
import type { Health } from './site-health.ts';
import classes from './frame.module.css';

/** How the site itself is, at the bottom of every page; the System page says more. */
export function BottomBar() {
  const { t, f } = useText();
  const processes = useLive((state) => state.processes);
  const statuses = useLive((state) => state.cameras);
  const connected = useLive((state) => state.connection.state === 'open');
  const cameras = Object.values(statuses);
  const health = siteHealth(connected, processes, cameras);
  const load = siteLoad(processes, cameras);
  return (
    <footer className={classes['bottom']} aria-label={t('bottom.label')}>
      <a href="#/system" className={classes['health']}>
        <HealthWord t={t} health={health} />
      </a>
      {health.state !== 'unknown' && (
        <>
          <span title={t('bottom.cpu.hint')}>{t('bottom.cpu', { percent: f.number(load.cpuPercent) })}</span>
          <span>{t('bottom.memory', { size: f.bytes(load.memoryBytes) })}</span>
          {load.latencyMs !== null && (
            <span title={t('bottom.latency.hint')}>
              {t('bottom.latency', { time: f.milliseconds(load.latencyMs) })}
            </span>
          )}
        </>
      )}
    </footer>
  );
}

function HealthWord({ t, health }: { readonly t: Text['t']; readonly health: Health }) {
  switch (health.state) {
    case 'well':
      return (
        <StateWord tone="normal" icon="check">
          {t('bottom.well')}
        </StateWord>
      );
    case 'unknown':
      return (
        <StateWord tone="off" icon="help">
          {t('bottom.unknown')}
        </StateWord>
      );
    case 'processes':
      return (
        <StateWord tone="jam" icon="warning">
          {t('bottom.processes', { count: health.count })}
        </StateWord>
      );
    case 'cameras':
      return (
        <StateWord tone="warning" icon="warning">
          {t('bottom.cameras', { count: health.count })}
        </StateWord>
      );
  }
}
