import { describe, expect, it } from 'vitest';
import type { DepartureNote } from '../../../../domain/contracts/outlook.ts';
import { en } from '../../../../renderer/i18n/en/index.ts';
import { eventText } from '../../../../renderer/i18n/happening.ts';
import { translator } from '../../../../renderer/i18n/translate.ts';
import { vi } from '../../../../renderer/i18n/vi/index.ts';

const note: DepartureNote = {
  cameraId: 'north',
  lineId: '11111111-1111-4111-8111-111111111111',
  lineName: 'Main road',
  direction: 'in',
  directionName: 'in',
  departure: { sign: 'below', fromUtcUs: 0, toUtcUs: null, endedBy: null, observed: 12.4, normal: 50, z: -5 },
};
const row = (event: string, reason: string) => ({ kind: 'process', event, reason, detail: '' }) as const;
const english = translator(en, 'en');

describe('what the site tells of a departure', () => {
  it('is said in words and numbers', () => {
    expect(eventText(english, row('departure', JSON.stringify(note)))).toEqual({
      what: 'Volume departs from normal',
      why: 'north · Main road (in)',
      detail: '12 counted, 50 would be normal: fewer than usual.',
    });
  });

  it('says why it is over, in each language', () => {
    const over = { ...note, departure: { ...note.departure, toUtcUs: 9, endedBy: 'unwatched' } };
    const text = eventText(translator(vi, 'vi'), row('departure-over', JSON.stringify(over)));
    expect(text.what).toBe('Lưu lượng hết khác thường');
    expect(text.detail).toContain('không còn theo dõi');
  });

  it.each(['', '{', '{"cameraId":"north"}'])('is shown as it came where %j cannot be read', (reason) => {
    expect(eventText(english, row('departure', reason)).what).toBe('departure');
  });
});
