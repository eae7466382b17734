import { drawVolumes } from '../../bench/support/demand-process.ts';
import type { OutlookQuestion } from '../../domain/contracts/outlook.ts';
import { QUARTER_US } from '../../domain/traffic/baseline/local-clock.ts';
import { answerOutlook } from '../../workers/outlook/index.ts';

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const DAYS = 60;

/**
 * What the product itself makes of sixty drawn days: with an outage this morning and twice the traffic in the newest three
 * quarters of an hour.
 */
export function fakeOutlook(kind: string | undefined, url: URL, cameraId: string, nowUs: number): unknown {
  const closedToUtcUs = Math.floor(nowUs / QUARTER_US) * QUARTER_US;
  const fromUtcUs = closedToUtcUs - DAYS * 96 * QUARTER_US;
  const end = DAYS * 96;
  const drawn = { timeZone: TIME_ZONE, fromUtcUs, days: DAYS, seed: 9, busiest: 90, holidays: [] };
  const outages = [{ from: end - 14, to: end - 8 }];
  const { quarters } = drawVolumes({ ...drawn, dayToDay: 0.06, wave: 0.1, waveKeeps: 0.9, outages });
  const counts = quarters.map(({ count }, at) => (at >= end - 3 ? count * 2 + 40 : count));
  const lineId = url.searchParams.get('lineId');
  const series = { cameraId, lineId, direction: 'both' as const };
  const question: OutlookQuestion =
    kind === 'forecast' ? { kind: 'forecast', ...series } : { kind: 'normal', ...series, day: null };
  const line = { lineId: lineId ?? '11111111-1111-4111-8111-111111111111', sinceUtcUs: fromUtcUs, in: counts, out: [] };
  const answer = answerOutlook(
    {
      camera: () => ({ timeZone: TIME_ZONE }),
      quarters: () => ({ fromUtcUs, closedToUtcUs, coverage: quarters, lines: [line] }),
    },
    question,
    nowUs,
  );
  return answer.ok ? answer.value : answer.failure;
}
