import { useEffect, useState } from 'react';
import { siteNowMs } from './clock.ts';
import { answerLedger, askLedger, failLedger, totalsOf } from './count-ledger.ts';
import type { Totals } from './count-ledger.ts';
import { updateLedger, useLive } from './live-store.ts';
import { useSignedIn } from './session-store.ts';
import { useSite } from './site-context.tsx';
import { startOfSiteDayUs } from './site-day.ts';

/** Committed crossings move the number at once; the site is asked again this long after the first of them. */
const ASK_AFTER_MS = 4000;
/** Corrections come by ones; one question answers those of a moment. */
const ASK_CORRECTED_AFTER_MS = 200;
/** Without any crossing, often enough to notice midnight. */
const ASK_ANYWAY_MS = 60_000;

/** A camera's crossings since the site's midnight, in and out; null until the site has answered once. */
export function useTodayTotals(cameraId: string): Totals | null {
  const { api } = useSite();
  const { siteTimeZone } = useSignedIn();
  const ledger = useLive((state) => state.ledgers[cameraId]);
  const stale = ledger?.stale ?? false;
  const corrected = ledger?.corrected ?? false;
  const [answered, setAnswered] = useState(false);
  const [round, setRound] = useState(0);

  useEffect(() => {
    const stopping = new AbortController();
    const fromUtcUs = startOfSiteDayUs(siteNowMs(), siteTimeZone);
    updateLedger(cameraId, askLedger);
    api.counts(cameraId, fromUtcUs, stopping.signal).then(
      ({ counts, cursor }) => {
        updateLedger(cameraId, (one) => answerLedger(one, { base: sumTotals(counts), fromUtcUs, cursor }));
        setAnswered(true);
      },
      () => {
        if (!stopping.signal.aborted) updateLedger(cameraId, failLedger);
      },
    );
    return () => stopping.abort();
  }, [api, cameraId, siteTimeZone, round]);

  useEffect(() => {
    const wait = corrected ? ASK_CORRECTED_AFTER_MS : stale ? ASK_AFTER_MS : ASK_ANYWAY_MS;
    const timer = setTimeout(() => setRound((one) => one + 1), wait);
    return () => clearTimeout(timer);
  }, [corrected, stale, round]);

  return answered && ledger !== undefined ? totalsOf(ledger) : null;
}

export function sumTotals(counts: readonly { readonly direction: 'in' | 'out'; readonly count: number }[]): Totals {
  const sum = (direction: 'in' | 'out') =>
    counts.filter((cell) => cell.direction === direction).reduce((total, cell) => total + cell.count, 0);
  return { in: sum('in'), out: sum('out') };
}
