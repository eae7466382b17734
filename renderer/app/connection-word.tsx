import { useText } from '../i18n/index.ts';
import { useLive, useNowMs } from '../state/index.ts';
import { StateWord } from '../ui/index.ts';
import classes from './frame.module.css';

/** Whether the screen shows the present, in words; announced when it changes, not every second. */
export function ConnectionWord() {
  const { t } = useText();
  const connection = useLive((state) => state.connection);
  const waiting = connection.state === 'waiting';
  return (
    <span className={classes['line']}>
      <span role="status">
        <StateWord
          tone={connection.state === 'open' ? 'normal' : waiting ? 'jam' : 'info'}
          icon={connection.state === 'open' ? 'live' : waiting ? 'offline' : 'connecting'}
        >
          {t(`line.${connection.state}`)}
        </StateWord>
      </span>
      {waiting && <RetryIn atMs={connection.retryAtMs} />}
    </span>
  );
}

function RetryIn({ atMs }: { readonly atMs: number }) {
  const { t } = useText();
  const now = useNowMs();
  const seconds = Math.max(0, Math.ceil((atMs - now) / 1000));
  return <span className={classes['product']}>{t('line.retry', { count: seconds })}</span>;
}
