import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { runModelTrial } from '../inference/index.ts';
import { endWithin } from '../runtime/own-deadline.ts';

/** The whole life of a throw-away process that tries a model which somebody brought; the model may bring it down. */
const [folder = '', deadlineMs = ''] = process.argv.slice(2);
/** Whoever started it ends it first; this is for when nobody is there any more. */
const GRACE_MS = 5000;
const DEADLINE_PROGRAM = path.join(
  import.meta.dirname,
  '..',
  'runtime',
  `deadline-worker${path.extname(import.meta.filename)}`,
);

/** Where memory runs out, Linux ends this process and none that watches cameras. */
function endMeFirst(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // Other systems choose by themselves.
  }
}

endWithin(DEADLINE_PROGRAM, Number(deadlineMs) + GRACE_MS);
endMeFirst();
await runModelTrial(folder);
// The desktop's processes do not end by themselves when nothing is left to do.
process.exit(0);
