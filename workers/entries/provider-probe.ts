import path from 'node:path';
import { runProviderProbe } from '../inference/index.ts';
import { endWithin } from '../runtime/own-deadline.ts';

/** The whole life of a throw-away process that tries a model on a device; a driver may bring it down, or hold it. */
const [argument = '', deadlineMs = ''] = process.argv.slice(2);
/** Whoever started it ends it first; this is for when nobody is there any more. */
const GRACE_MS = 5000;
const DEADLINE_PROGRAM = path.join(
  import.meta.dirname,
  '..',
  'runtime',
  `deadline-worker${path.extname(import.meta.filename)}`,
);

endWithin(DEADLINE_PROGRAM, Number(deadlineMs) + GRACE_MS);
await runProviderProbe(argument, (line) => {
  // The desktop's processes do not end by themselves when nothing is left to do.
  process.stdout.write(line, () => process.exit(0));
});
