import { writeFileSync } from 'node:fs';
import { endWithin } from '../../../workers/runtime/own-deadline.ts';

/** A trial that never ends: a driver holds its main thread. It notes its pid in the file that it is told. */
const [note = '', deadlineMs = '0'] = process.argv.slice(2);
endWithin(new URL('../../../workers/runtime/deadline-worker.ts', import.meta.url), Number(deadlineMs));
writeFileSync(note, String(process.pid));
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
