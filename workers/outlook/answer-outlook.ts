import { fail, ok, type Result } from '../../domain/base/result.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import {
  type Forecast,
  type NormalDay,
  type OutlookQuestion,
  type OutlookSettings,
  outlookSettingsSchema,
} from '../../domain/contracts/outlook.ts';
import { type CameraStock, type ChosenSeries, seriesOf } from '../../domain/traffic/baseline/camera-series.ts';
import { createHistory } from '../../domain/traffic/baseline/history.ts';
import { QUARTERS_A_DAY, QUARTER_US } from '../../domain/traffic/baseline/local-clock.ts';
import { localDay, localDayName } from '../../domain/traffic/baseline/local-day.ts';
import { daysOfUse, FARTHEST } from '../../domain/traffic/forecast/settings.ts';
import { forecastVolumes } from '../../domain/traffic/forecast/volume-forecast.ts';
import { normalDay } from './normal-day.ts';

export type OutlookAnswer = NormalDay | Forecast;

/** What is read to answer: one short read each. */
export interface OutlookReader {
  camera(id: string): Pick<CameraConfig, 'timeZone' | 'outlook'> | null;
  quarters(query: { cameraId: string; days: number }): (CameraStock & { readonly closedToUtcUs: number }) | null;
}

const DAY_US = QUARTERS_A_DAY * QUARTER_US;
/** A forecast of what is already past helps nobody. */
const BEHIND_AFTER_US = 4 * QUARTER_US;
/** So many days of history at least, so that what is missing can be said. */
const MOST_DAYS_BACK = 370;

/** Everything that is needed of one series, or why it cannot be told. */
interface Asked {
  readonly series: ChosenSeries;
  readonly closedToUtcUs: number;
  readonly settings: OutlookSettings;
}

/** Answers from the store as it is. `nowUtcUs` tells which day is today and whether the newest quarter is new. */
export function answerOutlook(
  reader: OutlookReader,
  question: OutlookQuestion,
  nowUtcUs: number,
): Result<OutlookAnswer> {
  const camera = reader.camera(question.cameraId);
  if (camera === null) return fail('camera-not-found', 'there is no such camera', 'Fetch the list again.');
  const settings = outlookSettingsSchema.parse(camera.outlook ?? {});
  if (question.kind === 'forecast') return forecast(reader, question, { camera, settings, nowUtcUs });
  const day = localDay(question.day ?? localDayName(nowUtcUs, camera.timeZone), camera.timeZone);
  if (day === null) return fail('bad-day', `there is no day ${String(question.day)}`, 'Write it as 2026-07-31.');
  const back = Math.ceil((nowUtcUs - day.fromUtcUs) / DAY_US);
  if (back < 0 || back > MOST_DAYS_BACK)
    return fail('bad-day', `${day.name} is not among the last ${MOST_DAYS_BACK} days`, 'Choose a later day.');
  const asked = ask(reader, question, { camera, settings, days: settings.windowDays + back + 2 });
  if (!asked.ok) return asked;
  return ok(normalDay(question, day, asked.value));
}

interface Circumstances {
  readonly camera: Pick<CameraConfig, 'timeZone' | 'outlook'>;
  readonly settings: OutlookSettings;
}

function ask(
  reader: OutlookReader,
  question: OutlookQuestion,
  { camera, settings, days }: Circumstances & { readonly days: number },
): Result<Asked> {
  const stock = reader.quarters({ cameraId: question.cameraId, days });
  if (stock === null)
    return fail('history-missing', 'nothing of this camera is stored yet', 'Wait until it was watched for a while.');
  const series = seriesOf(stock, question, camera.timeZone);
  if (series === null)
    return fail('line-not-found', 'there is no such line at this camera', 'Draw a line, or fetch the camera again.');
  return ok({ series, closedToUtcUs: stock.closedToUtcUs, settings });
}

function forecast(
  reader: OutlookReader,
  question: OutlookQuestion,
  { camera, settings, nowUtcUs }: Circumstances & { readonly nowUtcUs: number },
): Result<Forecast> {
  const asked = ask(reader, question, { camera, settings, days: daysOfUse(settings) });
  if (!asked.ok) return asked;
  const { series, closedToUtcUs } = asked.value;
  const { cameraId, lineId, direction } = question;
  const about = { cameraId, lineId, direction, timeZone: camera.timeZone, closedToUtcUs };
  const { daysNeeded, daysThere, ...told } = forecastVolumes(createHistory(series, settings, FARTHEST), settings);
  const history = { daysNeeded, daysThere };
  if (daysThere < daysNeeded) return ok({ ...about, history, state: 'not-enough-history', ...told, points: [] });
  const behind = nowUtcUs - closedToUtcUs > BEHIND_AFTER_US;
  return ok({ ...about, history, state: behind ? 'behind' : 'told', ...told, points: behind ? [] : [...told.points] });
}
