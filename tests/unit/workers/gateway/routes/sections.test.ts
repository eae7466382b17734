import { describe, expect, it } from 'vitest';
import { fitCalibration } from '../../../../../domain/calibration/fit-calibration.ts';
import { type CrossingRow, crossingRowSchema } from '../../../../../domain/contracts/api.ts';
import { calibrationDraftSchema, calibrationVersionSchema } from '../../../../../domain/contracts/calibration.ts';
import { sectionsOf } from '../../../../../workers/gateway/routes/sections.ts';

const CALIBRATION = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';
const NORTH = '33333333-3333-4333-8333-333333333333';
const SOUTH = '44444444-4444-4444-8444-444444444444';

/** Straight down on a hundred metres by a hundred. */
const corner = (x: number, y: number) => ({ picture: { x, y }, ground: { x: x * 100, y: (1 - y) * 100 } });
const draft = calibrationDraftSchema.parse({
  picture: { width: 1000, height: 1000 },
  points: [corner(0.1, 0.9), corner(0.9, 0.9), corner(0.9, 0.1), corner(0.1, 0.1)],
});
const fit = fitCalibration(draft);
const calibration = calibrationVersionSchema.parse({
  ...draft,
  versionId: CALIBRATION,
  version: 1,
  fit: fit.ok ? fit.value : null,
});
const find = (versionId: string) => (versionId === CALIBRATION ? calibration : null);

function crossing(lineId: string, x: number, seconds: number, calibrationId: string | null = CALIBRATION): CrossingRow {
  const refused = { metresPerSecond: null, plusMinus: null, acceleration: null, accelerationPlusMinus: null };
  return crossingRowSchema.parse({
    ...{ cursor: 1, sessionId: OTHER, track: 1, lineId, lineVersionId: lineId, ordinal: 1, direction: 'in' },
    ...{ lineName: lineId === NORTH ? 'North' : 'South', directionName: 'in', class: 'car', classSoFar: 'car' },
    ...{ final: true, frameId: 1, mediaUs: seconds * 1e6, utcUs: 1e15, x, y: 0.5, mode: 'live' },
    runId: 'run-1',
    countsAs: ['car'],
    corrections: [],
    speed: calibrationId === null ? null : { calibrationId, ...refused, length: null, refusal: 'too-few-sightings' },
  });
}

describe('the section speeds of a vehicle', () => {
  it('go from each crossing to the next in time, whatever the order of the rows', async () => {
    const [section, ...others] = await sectionsOf([crossing(SOUTH, 0.7, 4), crossing(NORTH, 0.2, 2)], find);
    expect(others).toEqual([]);
    expect(section).toMatchObject({ fromLineName: 'North', toLineName: 'South' });
    expect(section?.metres).toBeCloseTo(50, 6);
    expect(section?.metresPerSecond).toBeCloseTo(25, 6);
    expect(section?.plusMinus).toBeGreaterThan(0);
  });

  it.each([
    ['without a calibration', crossing(SOUTH, 0.7, 4, null)],
    ['under another calibration', crossing(SOUTH, 0.7, 4, OTHER)],
    ['at the same line again', crossing(NORTH, 0.7, 4)],
  ])('are none %s', async (_what, second) => {
    expect(await sectionsOf([crossing(NORTH, 0.2, 2), second], find)).toEqual([]);
  });
});
