import { ok } from '../../../domain/base/result.ts';
import type { Result } from '../../../domain/base/result.ts';
import { outlookSettingsSchema } from '../../../domain/contracts/outlook.ts';
import type { Forecast, NormalDay, OutlookQuestion } from '../../../domain/contracts/outlook.ts';

const about = { timeZone: 'Europe/Berlin', closedToUtcUs: 0, history: { daysNeeded: 14, daysThere: 3 } };

/** Answers as the thread does for a camera that was watched for three days. */
export function fakeOutlook(question: OutlookQuestion): Result<NormalDay | Forecast> {
  const { cameraId, lineId, direction } = question;
  const series = { cameraId, lineId, direction, ...about };
  if (question.kind === 'forecast')
    return ok({ ...series, state: 'not-enough-history', recentDeviation: null, points: [] });
  const span = { fromUtcUs: 0, toUtcUs: 86_400_000_000, historyFromUtcUs: 0 };
  const empty = { quarters: [], departures: [], settings: outlookSettingsSchema.parse({}) };
  return ok({ ...series, ...span, ...empty, day: question.day ?? '1970-01-01' });
}
