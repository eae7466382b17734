import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { OutputTensor } from './decoders/family.ts';
import { createFeeder, readInputs } from './model-inputs.ts';
import { noisePicture } from './picture.ts';
import { PROVIDER_NAMES, firstLine, openSession } from './session.ts';
import type { ModelSession, ProviderName } from './session.ts';

/** What a throw-away process is asked: does this model run on this provider, does it say what the CPU says, how fast? */
export const probeRequestSchema = z.object({
  path: z.string(),
  sha256: z.string(),
  provider: z.enum(PROVIDER_NAMES),
  threads: z.number().int().positive(),
  width: z.number().int().positive().nullable(),
  height: z.number().int().positive().nullable(),
  /** false: the model lists what it found best first, so that two near-equal finds may change places. */
  ordered: z.boolean(),
});
export type ProbeRequest = z.infer<typeof probeRequestSchema>;

export const probeAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), cpuMs: z.number(), providerMs: z.number(), worst: z.number() }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);
export type ProbeAnswer = z.infer<typeof probeAnswerSchema>;

/** The line that carries the answer: drivers print what they like beside it. */
export const PROBE_MARK = 'provider-probe:';
const RUNS = 7;

/** The whole life of the throw-away process: the request comes as its one argument, the answer goes out as one line. */
export async function runProviderProbe(argument: string, write: (line: string) => void): Promise<void> {
  const answer = await probe(argument).catch((error: unknown): ProbeAnswer => ({
    ok: false,
    reason: firstLine(error),
  }));
  write(`${PROBE_MARK}${JSON.stringify(answer)}\n`);
}

async function probe(argument: string): Promise<ProbeAnswer> {
  const request = probeRequestSchema.parse(JSON.parse(argument));
  const bytes = await readFile(request.path);
  if (createHash('sha256').update(bytes).digest('hex') !== request.sha256) {
    return { ok: false, reason: 'the model file changed meanwhile' };
  }
  // The device first: where it does not exist, the answer comes at once and nothing is measured for nothing.
  const other = await measure(bytes, request.provider, request);
  if (request.provider === 'cpu') return { ok: true, cpuMs: other.ms, providerMs: other.ms, worst: 0 };
  const cpu = await measure(bytes, 'cpu', request);
  return {
    ok: true,
    cpuMs: cpu.ms,
    providerMs: other.ms,
    worst: worstError(cpu.outputs, other.outputs, request.ordered),
  };
}

async function measure(bytes: Uint8Array, provider: ProviderName, request: ProbeRequest) {
  const opened = await openSession({ bytes, provider, threads: request.threads });
  if (!opened.ok) throw new Error(opened.failure.message);
  const feeds = fixedFeeds(opened.value, request);
  const times: number[] = [];
  let outputs = await opened.value.run(feeds);
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    outputs = await opened.value.run(feeds);
    times.push(performance.now() - start);
  }
  await opened.value.release();
  return { ms: times.sort((a, b) => a - b)[RUNS >> 1] ?? Number.POSITIVE_INFINITY, outputs };
}

function fixedFeeds(session: ModelSession, { width, height }: ProbeRequest) {
  const said = width === null || height === null ? null : { width, height };
  const inputs = readInputs(session.inputs, said);
  if (!inputs.ok) throw new Error(inputs.failure.message);
  const size = { width: inputs.value.width, height: inputs.value.height };
  const spec = { ...size, channelOrder: 'bgr', scale: 1 / 255, resize: 'stretch', padValue: 114 } as const;
  return createFeeder(inputs.value, spec).feeds([noisePicture(size.width, size.height, 1)]);
}

/**
 * The greatest difference between two providers' outputs, measured against what is allowed: 1 is just allowed.
 * Allowed are 0.02 plus one hundredth of the value: a fiftieth of a score, some hundredths of a pixel to a few pixels.
 */
export function worstError(
  expected: readonly OutputTensor[],
  found: readonly OutputTensor[],
  ordered: boolean,
): number {
  if (expected.length !== found.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  expected.forEach((output, index) => {
    const a = values(output, ordered);
    const b = values(found[index], ordered);
    if (a.length !== b.length) worst = Number.POSITIVE_INFINITY;
    a.forEach((value, i) => {
      const error = Math.abs(value - (b[i] ?? Number.NaN)) / (0.02 + 0.01 * Math.abs(value));
      worst = Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(worst, error);
    });
  });
  return worst;
}

function values(output: OutputTensor | undefined, ordered: boolean): Float64Array {
  const list = Float64Array.from(output?.data ?? [], Number);
  return ordered ? list : list.sort();
}
