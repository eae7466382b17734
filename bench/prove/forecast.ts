import type { ProofContext } from '../../scripts/prove.ts';
import type { Forecast, NormalDay } from '../../domain/contracts/outlook.ts';
import { QUARTER_US } from '../../domain/traffic/baseline/local-clock.ts';
import { createOutlookThread } from '../../workers/entries/parts/outlook-thread.ts';
import { answerOutlook } from '../../workers/outlook/index.ts';
import { openReader } from '../../workers/store/index.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';
import { drawVolumes } from '../support/demand-process.ts';
import type { DemandProcess } from '../support/demand-process.ts';
import { CAMERA_ID, openVolumeStore } from '../support/stored-volumes.ts';

/** Eight weeks of a road in a real store: does the error that a forecast says of itself come true in the week after it? */
const DAY = 96;
const WEEKS = 8;
const PROCESS: DemandProcess = {
  timeZone: 'Europe/Berlin',
  // Monday, 2 March 2026, 0:00 in Berlin: the clocks go forward on the 29th.
  fromUtcUs: Date.UTC(2026, 2, 1, 23) * 1000,
  days: WEEKS * 7,
  seed: 20,
  busiest: 120,
  dayToDay: 0.06,
  wave: 0.12,
  waveKeeps: 0.9,
  // Good Friday and Easter Monday.
  holidays: [32, 35],
  outages: [
    { from: 17 * DAY + 30, to: 19 * DAY + 60 },
    { from: 40 * DAY + 64, to: 40 * DAY + 72 },
  ],
};
const JUDGED_FROM = (WEEKS - 1) * 7 * DAY;
/** Every second quarter of the last week makes a forecast. */
const EVERY = 2;
const MOST_APART = 0.25;
const MOST_TURN_MS = 50;

interface Sum {
  off: number;
  all: number;
  inside: number;
  targets: number;
}

export async function prove({ folder, log }: ProofContext) {
  const { quarters, came } = drawVolumes(PROCESS);
  const { store, add } = await openVolumeStore(folder, PROCESS.fromUtcUs, PROCESS.timeZone);
  for (let at = 0; at < JUDGED_FROM; at += DAY) add(quarters.slice(at, at + DAY));
  log(`stored ${came.slice(0, JUDGED_FROM).reduce((sum, count) => sum + count, 0)} crossings`);
  const told = forecastAt(store.file, JUDGED_FROM);
  const thread = await threadFigures(store.file);
  const sums = new Map<number, Sum>();
  for (let at = JUDGED_FROM; at < quarters.length; at += EVERY) {
    take(sums, forecastAt(store.file, at), (ahead) => came[at - 1 + ahead]);
    add(quarters.slice(at, at + EVERY));
  }
  await store.stop();
  const rows = told.points.map(({ aheadMinutes, error }) => rowOf(aheadMinutes, error, sums.get(aheadMinutes)));
  rows.forEach((row) => log(JSON.stringify(row)));
  log(JSON.stringify(thread));
  return {
    title: 'Forecast of volumes',
    rows,
    holds:
      thread.longestTurnMs < MOST_TURN_MS &&
      rows.every((row) => row['apart'] <= MOST_APART && row['worse than a naive way'] === 'no'),
    notes: [
      `${WEEKS} weeks of quarters of an hour in a store's database, fed as a camera feeds it. Told: at the end of week ${WEEKS - 1}, of its last seven days. Turned out: forecasts made at every second quarter of week ${WEEKS} from what was stored then.`,
      `The volumes are drawn, not driven (bench/support/demand-process.ts): at most ${PROCESS.busiest} vehicles a quarter, days that differ by ${PROCESS.dayToDay * 100} %, a wave of ${PROCESS.wave * 100} % of which ${PROCESS.waveKeeps * 100} % is left a quarter later, Poisson chance, two holidays, a change of the clock, and outages of 54 hours and 2 hours. Real roads are less tidy: each camera says its own error.`,
      `Claimed: told and turned out are apart by at most ${MOST_APART * 100} %, no naive way is better, and the gateway's event loop never waits ${MOST_TURN_MS} ms for an answer.`,
      `Answering beside the event loop: normal of a day in ${thread.normalMs} ms, a forecast in ${thread.forecastMs} ms, the thread's start included; the longest turn of the loop meanwhile took ${thread.longestTurnMs} ms. Within the process the forecast takes ${thread.inProcessMs} ms.`,
    ],
  };
}

function forecastAt(file: string, known: number): Forecast {
  const reader = openReader(file);
  if (!reader.ok) throw new Error(reader.failure.message);
  try {
    const question = { kind: 'forecast', cameraId: CAMERA_ID, lineId: null, direction: 'both' } as const;
    const answer = answerOutlook(reader.value, question, PROCESS.fromUtcUs + known * QUARTER_US);
    if (!answer.ok) throw new Error(answer.failure.message);
    return forecastOf(answer.value);
  } finally {
    reader.value.close();
  }
}

function forecastOf(answer: Forecast | NormalDay): Forecast {
  if (!('points' in answer)) throw new Error('a forecast was asked for');
  return answer;
}

function take(sums: Map<number, Sum>, { points }: Forecast, cameAt: (ahead: number) => number | undefined): void {
  for (const { aheadMinutes, volume, low, high } of points) {
    const came = cameAt(aheadMinutes / 15);
    if (came === undefined || volume === null || low === null || high === null) continue;
    const sum = sums.get(aheadMinutes) ?? { off: 0, all: 0, inside: 0, targets: 0 };
    sum.off += Math.abs(volume - came);
    sum.all += came;
    sum.inside += Number(came >= low && came <= high);
    sum.targets += 1;
    sums.set(aheadMinutes, sum);
  }
}

/** How long the gateway's thread takes, and how long nothing else could run beside it. */
async function threadFigures(file: string) {
  const nowUtcUs = (): number => PROCESS.fromUtcUs + JUDGED_FROM * QUARTER_US;
  const program = `${repositoryRoot}/workers/entries/outlook-worker.ts`;
  const thread = createOutlookThread({ program, databaseFile: file, stateOf: () => '', nowUtcUs });
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const series = { cameraId: CAMERA_ID, lineId: null, direction: 'both' } as const;
  const normalMs = await took(() => thread.ask({ kind: 'normal', ...series, day: null }));
  const forecastMs = await took(() => thread.ask({ kind: 'forecast', ...series }));
  clearInterval(timer);
  await thread.stop();
  const inProcessMs = await took(() => Promise.resolve(forecastAt(file, JUDGED_FROM)));
  return { normalMs, forecastMs, longestTurnMs: Math.round(longest), inProcessMs };
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return Math.round(performance.now() - begun);
}

function rowOf(aheadMinutes: number, error: Forecast['points'][number]['error'], sum: Sum | undefined) {
  if (error === null || error.wape === null || sum === undefined) throw new Error('no error was told');
  const percent = (share: number | null): number | null => (share === null ? null : Number((share * 100).toFixed(1)));
  const real = sum.off / sum.all;
  return {
    'minutes ahead': aheadMinutes,
    'told: WAPE %': percent(error.wape),
    'turned out: WAPE %': percent(real),
    apart: Number((Math.abs(error.wape - real) / real).toFixed(3)),
    'told: MAE': Number(error.mae.toFixed(2)),
    'turned out: MAE': Number((sum.off / sum.targets).toFixed(2)),
    'told: inside 80 % interval %': percent(error.inside),
    'turned out: inside %': percent(sum.inside / sum.targets),
    'last value: WAPE %': percent(error.lastValue.wape),
    'last week: WAPE %': percent(error.lastWeek.wape),
    'worse than a naive way': error.worseThan ?? 'no',
    'quarters told of': error.targets,
    'quarters turned out': sum.targets,
  };
}
