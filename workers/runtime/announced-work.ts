import type { Message } from '../../domain/contracts/messages.ts';

/** How a process announces that it cannot go on until a person has made room on the disk. */
export const WAITING_FOR_ROOM = 'waiting for room on the disk';

interface Work {
  readonly what: string;
  readonly untilMs: number;
}

/**
 * Tells the supervisor of long work. There may be several at once; the watchdog waits for the one that may take longest,
 * and only the end of the last one is "idle".
 */
export function createAnnouncedWork(
  tell: (message: Message) => void,
  nowMs: () => number,
): (what: string, deadlineMs: number) => () => void {
  const open = new Set<Work>();

  function tellLongest(): void {
    const [longest] = [...open].sort((a, b) => b.untilMs - a.untilMs);
    if (longest === undefined) return tell({ type: 'idle' });
    const deadlineMs = Math.max(1, Math.ceil(longest.untilMs - nowMs()));
    tell({ type: 'busy', what: longest.what, deadlineMs });
  }

  return (what, deadlineMs) => {
    const work: Work = { what, untilMs: nowMs() + deadlineMs };
    open.add(work);
    tellLongest();
    return () => {
      if (open.delete(work)) tellLongest();
    };
  };
}
