import type { ZoneState } from '../../domain/traffic/zone-state/zone-state.ts';
import { useText } from '../i18n/index.ts';
import type { IconName } from './icons.tsx';
import { StateWord } from './state-word.tsx';

const ICONS: Readonly<Record<ZoneState, IconName>> = {
  normal: 'check',
  warning: 'info',
  heavy: 'warning',
  jam: 'stopped',
};

/** The state of a zone in one word. */
export function ZoneStateWord({ state }: { readonly state: ZoneState }) {
  const { t } = useText();
  return (
    <StateWord tone={state} icon={ICONS[state]}>
      {t(`zone.state.${state}`)}
    </StateWord>
  );
}
