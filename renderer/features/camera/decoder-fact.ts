import type { CameraStatus } from '../../../domain/contracts/messages.ts';
import type { Text } from '../../i18n/index.ts';

/** What decodes a camera's video, and why software does it where hardware was asked for. */
export function decoderFact(
  { codec, decoder, decoderFallback }: Pick<CameraStatus, 'codec' | 'decoder' | 'decoderFallback'>,
  t: Text['t'],
): string {
  if (decoder === '' || (decoder === codec && decoderFallback === null)) return '';
  const fact = t('camera.fact.decoder', { decoder });
  return decoderFallback === null ? fact : `${fact}: ${fallbackText(decoderFallback, t)}`;
}

/** Read from the sentence of the camera's process; what the decoder itself said is shown as it came. */
function fallbackText(sentence: string, t: Text['t']): string {
  if (/^this machine has no video hardware/.test(sentence)) return t('camera.fallback.no-device');
  if (sentence === 'no hardware decodes this video') return t('camera.fallback.not-this-video');
  const failed = /^hardware decoding failed \((.*)\)$/s.exec(sentence);
  return t('camera.fallback.failed', { why: failed?.[1] ?? sentence });
}
