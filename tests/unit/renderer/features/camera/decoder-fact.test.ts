import { describe, expect, it } from 'vitest';
import { decoderFact } from '../../../../../renderer/features/camera/decoder-fact.ts';
import { en } from '../../../../../renderer/i18n/en/index.ts';
import { translator } from '../../../../../renderer/i18n/translate.ts';
import { vi } from '../../../../../renderer/i18n/vi/index.ts';
import { hardwareMissing } from '../../../../../workers/ingest/hardware.ts';

const [t, inVietnamese] = [translator(en, 'en-GB'), translator(vi, 'vi')];
const software = { codec: 'h264', decoder: 'h264 (software)' };

describe('what decodes a camera', () => {
  it.each([
    [null, 'decoder h264 (software)'],
    ['this machine has no video hardware that ffmpeg could use', 'decoder h264 (software): no hardware for it here'],
    ['no hardware decodes this video', 'decoder h264 (software): the hardware does not decode this video'],
    ['hardware decoding failed (no VA display)', 'decoder h264 (software): hardware decoding failed (no VA display)'],
    ['Failed setup for format vaapi', 'decoder h264 (software): hardware decoding failed (Failed setup for format vaapi)'],
  ])('is said with the reason why hardware does not: %s', (decoderFallback, shown) => {
    expect(decoderFact({ ...software, decoderFallback }, t)).toBe(shown);
    if (decoderFallback !== null) expect(decoderFact({ ...software, decoderFallback }, inVietnamese)).not.toContain('hardware d');
  });

  it('is not said before there is a picture', () => {
    expect(decoderFact({ codec: '', decoder: '', decoderFallback: null }, t)).toBe('');
  });

  it('knows the very words of the camera process', () => {
    const words = hardwareMissing('linux');
    if (words !== null) expect(decoderFact({ ...software, decoderFallback: words }, t)).toContain('no hardware for it');
  });
});
