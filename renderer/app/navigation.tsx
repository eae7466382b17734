import { useText } from '../i18n/index.ts';
import { Icon } from '../ui/index.ts';
import type { IconName } from '../ui/index.ts';
import type { Route } from './routes.ts';
import classes from './frame.module.css';

type ListedView = 'live' | 'map' | 'incidents' | 'traffic' | 'cameras' | 'models' | 'system';
export const VIEWS: readonly { readonly view: ListedView; readonly icon: IconName }[] = [
  { view: 'live', icon: 'wall' },
  { view: 'map', icon: 'map' },
  { view: 'incidents', icon: 'bell' },
  { view: 'traffic', icon: 'road' },
  { view: 'cameras', icon: 'camera' },
  { view: 'models', icon: 'chip' },
  { view: 'system', icon: 'system' },
];

export function Navigation({ route }: { readonly route: Route }) {
  const { t } = useText();
  return (
    <nav className={classes['nav']} aria-label={t('app.views')}>
      <ul>
        {VIEWS.map(({ view, icon }) => (
          <li key={view}>
            <a href={`#/${view}`} aria-current={route.view === view ? 'page' : undefined}>
              <Icon name={icon} size={19} />
              <span>{t(`nav.${view}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
