import { parentPort } from 'node:worker_threads';

/** A lane's thread that hangs: it hears every question and answers none. */
parentPort?.on('message', () => undefined);
