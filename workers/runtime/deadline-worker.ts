import { workerData } from 'node:worker_threads';
import { z } from 'zod';

/** The thread that ends its process in time. */
const LOOK_EVERY_MS = 500;

const { deadlineMs, parent } = z.object({ deadlineMs: z.number(), parent: z.number() }).parse(workerData);
const until = performance.now() + deadlineMs;
setInterval(() => {
  // An orphan has another parent; where systems keep the number of a dead one, the deadline is left.
  if (performance.now() > until || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY_MS);
