import type { ReplayJob } from '../../../domain/contracts/messages.ts';
import type { Outbox } from '../../analytics/index.ts';

/** A store that cannot write for so long is repaired by a person; replays then begin where it says that they stand. */
const LIMIT_MS = 24 * 3600_000;

/**
 * Where a replay goes on is only known once everything that an earlier process found is stored. Until then there are no
 * replays for this process; `opened` is called when there are, and has the store asked again.
 */
export function createReplayGate(
  outbox: Pick<Outbox, 'pending' | 'drained'>,
  opened: () => void,
): { readonly isOpen: boolean; let(jobs: readonly ReplayJob[]): readonly ReplayJob[] } {
  let isOpen = outbox.pending === 0;
  if (!isOpen)
    void outbox.drained(LIMIT_MS).then(() => {
      isOpen = true;
      opened();
    });
  return {
    get isOpen() {
      return isOpen;
    },
    let: (jobs) => (isOpen ? jobs : []),
  };
}
