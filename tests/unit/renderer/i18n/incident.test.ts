import { describe, expect, it } from 'vitest';
import { formats } from '../../../../renderer/i18n/format.ts';
import { incidentKindText, incidentValueTexts } from '../../../../renderer/i18n/incident.ts';
import { textIn } from '../../../../renderer/i18n/index.ts';
import { COMPLEX_PATTERNS, INCIDENT_RULES } from '../../../../domain/events/kinds.ts';

const f = formats('en-GB');

describe('incidents in words', () => {
  it.each(['en', 'vi'] as const)('have a name for every rule and every pattern: %s', (language) => {
    const { t } = textIn(language);
    for (const kind of [...INCIDENT_RULES, ...COMPLEX_PATTERNS]) expect(incidentKindText(t, kind)).not.toBe(kind);
    expect(incidentKindText(t, 'something-new')).toBe('something-new');
  });

  it('say the figures that a rule went by, and those that they do not know by name', () => {
    const { t } = textIn('en');
    const values = { kmh: 72, plusMinusKmh: 2.91, limitKmh: 50, pet: 0.42, unknown: 3 };
    expect(incidentValueTexts(t, f, values)).toEqual([
      '72 km/h',
      '± 2.9 km/h',
      'limit 50 km/h',
      'post-encroachment time 0.42 s',
      'unknown 3',
    ]);
  });
});
