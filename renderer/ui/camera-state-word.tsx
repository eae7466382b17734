import type { CameraState } from './camera-state.ts';
import { CAMERA_STATE_LOOK, PAUSED_LOOK, UNKNOWN_LOOK } from './camera-state.ts';
import { useText } from '../i18n/index.ts';
import { StateWord } from './state-word.tsx';

interface CameraStateWordProps {
  readonly enabled: boolean;
  /** Without a live line nobody knows: the last word is not shown as the present. */
  readonly connected: boolean;
  /** null while the site has said nothing about it. */
  readonly state: CameraState | null;
}

/** The state of a camera in a word, the same everywhere. */
export function CameraStateWord({ enabled, connected, state }: CameraStateWordProps) {
  const { t } = useText();
  if (!enabled) return <StateWord {...PAUSED_LOOK}>{t('cameras.paused')}</StateWord>;
  if (!connected) return <StateWord {...UNKNOWN_LOOK}>{t('state.unknown')}</StateWord>;
  const known = state ?? 'connecting';
  return <StateWord {...CAMERA_STATE_LOOK[known]}>{t(`state.${known}`)}</StateWord>;
}
