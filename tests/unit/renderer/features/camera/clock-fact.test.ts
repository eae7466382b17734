import { describe, expect, it } from 'vitest';
import type { CameraStatus } from '../../../../../domain/contracts/messages.ts';
import { clockFact } from '../../../../../renderer/features/camera/clock-fact.ts';
import { en } from '../../../../../renderer/i18n/en/index.ts';
import { formats } from '../../../../../renderer/i18n/format.ts';
import { translator } from '../../../../../renderer/i18n/translate.ts';

const text = { t: translator(en, 'en-GB'), f: formats('en-GB') };

describe('where the times of a camera come from', () => {
  it.each<[string, CameraStatus['clock'], string]>([
    ['its reports', { quality: 'rtcp', doubt: null }, 'time by the camera’s clock'],
    ['arrival', { quality: 'arrival', doubt: null }, 'time of arrival'],
    [
      'arrival, as its clock is behind',
      { quality: 'arrival', doubt: { reason: 'clock-behind', offUs: -7_200_000_000 } },
      'time of arrival: the camera’s clock is 2 h behind, set it by a time server (NTP)',
    ],
    [
      'arrival, as its clock is ahead',
      { quality: 'arrival', doubt: { reason: 'clock-ahead', offUs: 1_500_000 } },
      'time of arrival: the camera’s clock is 1.5 s ahead, set it by a time server (NTP)',
    ],
    ['a recording, which has no clock', { quality: 'given', doubt: null }, ''],
    ['nothing yet', { quality: null, doubt: null }, ''],
  ])('is said for %s', (_what, clock, shown) => {
    expect(clockFact(clock, text)).toBe(shown);
  });
});
