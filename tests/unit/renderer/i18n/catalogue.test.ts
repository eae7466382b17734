import { describe, expect, it } from 'vitest';
import { ROAD_USER_CLASSES } from '../../../../domain/detection/classes.ts';
import { SOURCE_FAILURE_CODES } from '../../../../domain/camera/failure-codes.ts';
import { classLabel } from '../../../../renderer/i18n/class-name.ts';
import { en } from '../../../../renderer/i18n/en/index.ts';
import { reasonText } from '../../../../renderer/i18n/reason.ts';
import { translator } from '../../../../renderer/i18n/translate.ts';
import type { Entry } from '../../../../renderer/i18n/translate.ts';
import { vi } from '../../../../renderer/i18n/vi/index.ts';

const t = translator(en, 'en-GB');
const forms = (entry: Entry) => (typeof entry === 'string' ? [entry] : [entry.one, entry.other]);
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const english: [string, Entry][] = Object.entries(en);

describe('the two languages', () => {
  it('have the same keys', () => {
    expect(Object.keys(vi).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(english)('fill the same places in "%s"', (key, entry) => {
    const other: Entry = Object.entries(vi).find(([name]) => name === key)?.[1] ?? '';
    const wanted = names(forms(entry).at(-1) ?? '');
    for (const text of [...forms(entry), ...forms(other)]) expect(names(text)).toEqual(wanted);
  });

  it('leave nothing untranslated but names that both share', () => {
    const same = english.filter(
      ([key, entry]) =>
        JSON.stringify(entry) === JSON.stringify(Object.entries(vi).find(([name]) => name === key)?.[1]),
    );
    expect(same.map(([key]) => key).sort()).toEqual(
      [
        'bottom.cpu',
        'calibration.check.place',
        'calibration.history.percent',
        'calibration.history.pixels',
        'flow.camera',
        'incidentValue.kmh',
        'incidentValue.plusMinusKmh',
        'incidents.filter.camera',
        'live.news',
        'live.size.of',
        'map.kilometres',
        'map.metres',
        'map.panel',
        'palette.camera.large',
        'palette.group',
        'palette.kind.camera',
        'palette.layout',
        'process.pid',
        'queue.metres',
        'reason.frames',
        'speed.kmh',
        'speed.mph',
        'system.ffmpeg',
        'system.node',
        'tile.enlarged',
      ].sort(),
    );
  });
});

describe('a text', () => {
  it('picks the plural and writes numbers as its language does', () => {
    expect([t('live.lead', { count: 1 }), t('live.lead', { count: 1200 })]).toEqual(['1 camera', '1,200 cameras']);
    expect(translator(vi, 'vi-VN')('live.lead', { count: 1200 })).toBe('1.200 camera');
  });

  it('exists for every class and every reason that the site knows', () => {
    for (const name of ROAD_USER_CLASSES) expect(classLabel(t, name)).not.toBe(name);
    for (const reason of SOURCE_FAILURE_CODES) expect(reasonText(t, { reason, detail: '' })).not.toBe(reason);
  });

  it('keeps the site’s own words for what it does not know', () => {
    expect(classLabel(t, 'tram')).toBe('tram');
    expect(reasonText(t, { reason: 'sun-storm', detail: 'very bright' })).toBe('sun-storm (very bright)');
  });
});
