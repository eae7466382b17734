import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { SessionRows } from '../../workers/store/index.ts';
import { BENCH_CAMERA, type BenchSite } from './bench-site.ts';

/** How often the detector and the decoders were asked: what a kill makes them do again can be counted there alone. */

const modelsSchema = z.object({ models: z.array(z.object({ answered: z.number() })) });
const SETTLE_MS = 1500;
const MOST_TRIES = 20;

/** Pictures that the detector has answered so far. It tells every second, so a figure that stands still is the newest. */
export async function answeredSoFar(site: BenchSite): Promise<number> {
  for (let before = -1; ;) {
    const { models } = modelsSchema.parse(await site.api('GET', 'system'));
    const now = models.reduce((sum, { answered }) => sum + answered, 0);
    // A gateway that was just restarted has not heard of them yet.
    if (now === before && models.length > 0) return now;
    before = now;
    await pause(SETTLE_MS);
  }
}

const lineSchema = z.object({ who: z.string(), text: z.string(), frames: z.number() });
const RUN_ENDED = 'a run of a camera source ended';

/** Pictures that decoders of replays have given, in runs that ended in order; waits a while for those that are still told. */
export async function decodedSoFar(site: BenchSite, atLeast: number): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES && decodedByLog(site) < atLeast; tries += 1) await pause(SETTLE_MS);
  return decodedByLog(site);
}

function decodedByLog(site: BenchSite): number {
  const lines = readFileSync(path.join(site.data, 'logs', 'command-center.log'), 'utf8').split('\n');
  return lines.reduce((sum, line) => {
    const read = line.includes(RUN_ENDED) ? lineSchema.safeParse(JSON.parse(line)) : null;
    return read?.success === true && read.data.who === `replay ${BENCH_CAMERA}` ? sum + read.data.frames : sum;
  }, 0);
}

const claimSchema = z.tuple([z.number(), z.number()]).rest(z.unknown());

/** Source time of a recording that was watched from its first to its last frame, in seconds. */
export function secondsOf({ coverage }: SessionRows): number {
  const claims = coverage.map((text) => claimSchema.parse(JSON.parse(text)));
  const from = Math.min(...claims.map(([start]) => start));
  return (Math.max(...claims.map(([, end]) => end)) - from) / 1e6;
}
