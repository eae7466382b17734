import type { CameraStatus } from '../../../domain/contracts/messages.ts';
import type { Text } from '../../i18n/index.ts';

/** Where a live camera's times come from, and what to do where its own clock cannot be used; recordings say nothing. */
export function clockFact({ quality, doubt }: CameraStatus['clock'], { t, f }: Pick<Text, 't' | 'f'>): string {
  if (quality === 'rtcp') return t('camera.fact.rtcp');
  if (quality !== 'arrival') return '';
  if (doubt === null) return t('camera.fact.arrival');
  return t(`clock.${doubt.reason}`, { off: f.age(Math.abs(doubt.offUs) / 1000) });
}
