import { describe, expect, it } from 'vitest';
import type { CameraChangeView } from '../../../../../domain/contracts/changes.ts';
import { markedMinutes } from '../../../../../renderer/features/camera/chart-changes.ts';
import { changeText, textIn } from '../../../../../renderer/i18n/index.ts';

const MINUTE = 60_000_000;
const NOON = Date.UTC(2026, 6, 31, 12) * 1000;
const change = (utcUs: number, more: Partial<CameraChangeView> = {}): CameraChangeView => ({
  ...{ utcUs, kind: 'line', event: 'changed', subject: 'Main', version: 2, fields: [], actor: 'ann' },
  ...more,
});

describe('changes of the configuration on a chart', () => {
  it('mark the minutes in which they were made', () => {
    const rows = [0, 1, 2].map((minute) => ({ startUtcUs: NOON + minute * MINUTE }));
    const [early, first, second] = [change(NOON - 1), change(NOON + MINUTE), change(NOON + 2 * MINUTE - 1)];
    expect(markedMinutes(rows, [early, first, second])).toEqual([
      { at: 1, startUtcUs: NOON + MINUTE, changes: [first, second] },
    ]);
    expect(markedMinutes(rows, [change(NOON + 3 * MINUTE)])).toEqual([]);
  });

  it.each<[string, Partial<CameraChangeView>, string]>([
    ['a line', {}, '12:00:00 UTC: Line “Main” changed, by ann'],
    ['what nobody did in person', { event: 'removed', actor: null }, '12:00:00 UTC: Line “Main” deleted'],
    [
      'settings',
      { kind: 'settings', fields: ['name', 'analysis.maxFps'] },
      '12:00:00 UTC: Settings changed: name, analysis.maxFps, by ann',
    ],
    [
      'a run',
      { kind: 'run', subject: 'small', fields: ['model', 'size'], actor: null },
      '12:00:00 UTC: From here counted otherwise (model, size of the pictures), with small',
    ],
  ])('say in words what changed: %s', (_case, more, words) => {
    expect(changeText(textIn('en'), change(NOON, more), 'UTC')).toBe(words);
    expect(changeText(textIn('vi'), change(NOON, more), 'UTC')).not.toContain('{');
  });
});
