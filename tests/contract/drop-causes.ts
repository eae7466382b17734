import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { problemCodes } from './problem-codes.ts';

/** How a cause stands in the code: given to a counter, or as the verdict on a frame. */
const WRITTEN = [/dropped\('([a-z-]+)'/g, /cause: '([a-z-]+)'/g, /cause = '([a-z-]+)'/g];
/** A frame that the detector refuses is counted under the code of the refusal. */
const DETECTOR = ['workers/analytics/detector-client', 'workers/inference/engine-loop', 'workers/inference/request'];

/** Every cause under which frames are counted as let go. */
export function dropCauses(root: string): readonly string[] {
  const files = globSync('workers/{analytics,ingest}/**/*.ts', { cwd: root });
  const counted = files.flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return WRITTEN.flatMap((pattern) => [...text.matchAll(pattern)].map(([, cause]) => cause ?? ''));
  });
  const refused = problemCodes(root, ['workers/analytics', 'workers/inference']).filter(({ file }) =>
    DETECTOR.some((start) => file.startsWith(start)),
  );
  return [...new Set([...counted, ...refused.map(({ code }) => code)])].sort();
}
