import { Worker } from 'node:worker_threads';

/**
 * Ends this process when its time is over or its parent is gone. A thread of its own looks, because a driver may hold
 * the main one for ever, and then no timer comes there.
 */
export function endWithin(program: string | URL, deadlineMs: number): void {
  new Worker(program, { workerData: { deadlineMs, parent: process.ppid } }).unref();
}
