import { ActionIcon, Tooltip } from '@mantine/core';
import { useText } from '../i18n/index.ts';
import { useNowMs, useSignedIn } from '../state/index.ts';
import { Icon } from '../ui/index.ts';
import { ConnectionWord } from './connection-word.tsx';
import { openKeysHelp } from './keys-help.tsx';
import { IncidentCount } from './incident-count.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { openPalette } from './palette/palette.tsx';
import classes from './frame.module.css';

/** Which site this is, whether what is shown is live, what time it is there, and who is looking. */
export function Header({ onSignOut }: { readonly onSignOut: (() => void) | null }) {
  const { t } = useText();
  const { site, user, role } = useSignedIn();
  return (
    <header className={classes['header']}>
      <div className={classes['brand']}>
        <Icon name="road" size={22} />
        <div style={{ minWidth: 0 }}>
          <div className={classes['site']}>{site}</div>
          <div className={classes['product']}>{t('app.name')}</div>
        </div>
      </div>
      <ConnectionWord />
      <div className={classes['space']} />
      <IncidentCount />
      <SiteClock />
      <span className={classes['user']}>
        <Icon name="user" />
        <span>
          {user} <small>{t(`role.${role}`)}</small>
        </span>
      </span>
      <LanguageSwitch />
      <Tooltip label={t('palette.open')}>
        <ActionIcon variant="default" size={30} aria-label={t('palette.open')} onClick={openPalette}>
          <Icon name="search" />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('app.keys')}>
        <ActionIcon
          className={classes['onlyWide'] ?? ''}
          variant="default"
          size={30}
          aria-label={t('app.keys')}
          onClick={openKeysHelp}
        >
          <Icon name="help" />
        </ActionIcon>
      </Tooltip>
      {onSignOut !== null && (
        <Tooltip label={t('app.signOut')}>
          <ActionIcon variant="default" size={30} aria-label={t('app.signOut')} onClick={onSignOut}>
            <Icon name="leave" />
          </ActionIcon>
        </Tooltip>
      )}
    </header>
  );
}

function SiteClock() {
  const { f, language } = useText();
  const { siteTimeZone } = useSignedIn();
  const now = useNowMs();
  const date = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: siteTimeZone,
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    year: 'numeric',
  });
  return (
    <div className={classes['clock']}>
      <div className={classes['time']}>{f.time(now * 1000, siteTimeZone)}</div>
      <div className={classes['date']}>
        {date.format(now)} · {siteTimeZone}
      </div>
    </div>
  );
}
