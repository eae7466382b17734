import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { SessionRows } from '../../workers/store/index.ts';
import { BENCH_CAMERA, type BenchSite } from './bench-site.ts';

/** How often the detector and the decoders were asked: what a kill makes them do again can be counted there alone. */

/** The detector tells how much it has answered once a second. */
const TOLD_MS = 2500;
const modelsSchema = z.object({ models: z.array(z.object({ answered: z.number() })) });

/** Frames that the detector has answered, once it has told of all of them. */
export async function answeredSoFar(site: BenchSite): Promise<number> {
  for (let before = -1; ;) {
    await pause(TOLD_MS);
    const models = modelsSchema.safeParse(await site.api('GET', 'system').catch(() => null));
    const known = models.success && models.data.models.length > 0;
    const now = known ? models.data.models.reduce((sum, model) => sum + model.answered, 0) : -1;
    if (now === before && now >= 0) return now;
    before = now;
  }
}

const MOST_TRIES = 20;
const RUN_ENDED = 'a run of a camera source ended';
const lineSchema = z.object({ who: z.string(), text: z.string(), frames: z.number() });

/** Frames that decoders of replays have given, in runs that ended in order; waits a while for those that are still told. */
export async function decodedSoFar(site: BenchSite, atLeast: number): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES && decodedByLog(site) < atLeast; tries += 1) await pause(TOLD_MS);
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

/** Source time of a session that was watched from its first to its last frame, in seconds. */
export function secondsOf({ coverage }: SessionRows): number {
  const claims = coverage.map((text) => claimSchema.parse(JSON.parse(text)));
  const from = Math.min(...claims.map(([start]) => start));
  return (Math.max(...claims.map(([, end]) => end)) - from) / 1e6;
}
