/** Says that long work goes on and how long it may take; what comes back says that it is over. */
export type Busy = (what: string, deadlineMs: number) => () => void;

export const NOBODY_ASKS: Busy = () => () => undefined;

/** A disk that is slower than this is broken. */
const SLOWEST_BYTES_PER_MS = 1000;
const LEAST_MS = 120_000;

/** Each step has a deadline of its own, by what it has to read or write: however large a site becomes, honest work is never killed. */
export async function announced<T>(busy: Busy, what: string, bytes: number, work: () => Promise<T>): Promise<T> {
  const over = busy(what, LEAST_MS + Math.ceil(bytes / SLOWEST_BYTES_PER_MS));
  try {
    return await work();
  } finally {
    over();
  }
}
