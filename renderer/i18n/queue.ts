import type { OverlayQueue } from '../../domain/contracts/approach-facts.ts';
import type { Text } from './use-text.ts';

/** A queue in few words, for a label: vehicles, and metres where they are measured. */
export function queueText({ t, f }: Pick<Text, 't' | 'f'>, queue: Pick<OverlayQueue, 'n' | 'm' | 's'>): string {
  const count = f.number(queue.n);
  const text =
    queue.m === null ? t('queue.label', { count }) : t('queue.label.metres', { count, metres: f.number(queue.m) });
  return queue.s ? t('queue.label.spills', { text }) : text;
}

/** A length in metres, or why there is none. */
export function lengthText(
  { t, f }: Pick<Text, 't' | 'f'>,
  metres: number | null,
  state: 'measured' | 'not-calibrated' | 'outside-region',
): string {
  if (metres !== null) return t('queue.metres', { metres: f.number(metres) });
  return state === 'outside-region' ? t('queue.outside') : t('calibration.not');
}
