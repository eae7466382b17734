/** Says how far a long job is, how fast, and how long it will still take, a line now and then. */
export function progressLine(
  what: string,
  write: (text: string) => void,
  now: () => number,
): (done: number, all: number) => void {
  let [begun, before, last] = [now(), null as number | null, -Infinity];
  return (done, all) => {
    if (before === null) {
      // What somebody did before us says nothing of our pace.
      [begun, before] = [now(), done];
      if (done > 0) write(`${done} of ${all} ${what} are there already\n`);
      return;
    }
    if (now() - last < 5000 && done < all) return;
    last = now();
    const pace = ((done - before) * 1000) / Math.max(1, last - begun);
    const left = pace > 0 ? (all - done) / pace : Infinity;
    write(`${done} of ${all} ${what}, ${pace.toFixed(1)} a second, ${timeLeft(left)} left\n`);
  };
}

function timeLeft(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'no telling how long is';
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
