import { describe, expect, it } from 'vitest';
import { crossingSpeedText, speedText } from '../../../../renderer/i18n/speed.ts';
import { textIn } from '../../../../renderer/i18n/use-text.ts';

const english = textIn('en');
const measured = {
  ...{ calibrationId: '11111111-1111-4111-8111-111111111111', metresPerSecond: 13.9, plusMinus: 0.6 },
  ...{ acceleration: null, accelerationPlusMinus: null, length: null, refusal: null },
};

describe('a speed in words', () => {
  it.each([
    ['kmh', 13.9, 0.6, '50 ±2 km/h'],
    ['mph', 13.9, 0.6, '31 ±1 mph'],
    ['kmh', 13.9, 0.1, '50.0 ±0.4 km/h'],
  ] as const)('in %s: %f m/s ± %f are %s', (unit, speed, plusMinus, words) => {
    expect(speedText(english, unit, speed, plusMinus)).toBe(words);
  });

  it('says why there is none', () => {
    const refused = { ...measured, metresPerSecond: null, plusMinus: null, refusal: 'too-uncertain' as const };
    expect(crossingSpeedText(english, 'kmh', measured)).toBe('50 ±2 km/h');
    expect(crossingSpeedText(english, 'kmh', refused)).toBe('too uncertain');
    expect(crossingSpeedText(english, 'kmh', null)).toBe('not calibrated');
    expect(crossingSpeedText(textIn('vi'), 'kmh', null)).toBe('chưa hiệu chuẩn');
  });
});
