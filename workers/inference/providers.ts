import { WITHOUT_DOUBLES } from '../../domain/detection/families.ts';
import { ok, fail } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { ModelFile } from './model-folder.ts';
import { PROBE_MARK, probeAnswerSchema } from './provider-probe.ts';
import type { ProbeAnswer, ProbeRequest } from './provider-probe.ts';
import type { ProviderName } from './session.ts';

/** Starts a throw-away process that calls `runProviderProbe` with this argument; ends it when the deadline passes. */
export type SpawnProbe = (
  argument: string,
  deadlineMs: number,
) => Promise<{ readonly code: number | null; readonly signal: string | null; readonly stdout: string }>;

/** Where a model runs, and, if that is not the fastest device one could hope for, why. */
export interface ProviderChoice {
  readonly provider: ProviderName;
  readonly fallback: string | null;
}

export interface ProviderWish {
  readonly wanted: 'auto' | ProviderName;
  readonly platform: string;
  /** What this build of ONNX Runtime could try. */
  readonly known: readonly ProviderName[];
  readonly threads: number;
  readonly spawnProbe: SpawnProbe | null;
}

/** Best first, as experience on each system says; measuring decides. */
const ORDER: Readonly<Record<string, readonly ProviderName[]>> = {
  linux: ['tensorrt', 'cuda', 'webgpu'],
  win32: ['tensorrt', 'cuda', 'dml', 'webgpu'],
  darwin: ['coreml', 'webgpu'],
};
/** A provider must win this much over the CPU: less is noise, and the CPU is the one that repeats exactly. */
const MUST_TAKE_LESS_THAN = 0.9;
/** TensorRT and CoreML compile for minutes the first time. */
const PROBE_DEADLINE_MS: Readonly<Partial<Record<ProviderName, number>>> = { tensorrt: 600_000, coreml: 300_000 };
const USUAL_DEADLINE_MS = 60_000;
const deadlineOf = (provider: ProviderName): number => PROBE_DEADLINE_MS[provider] ?? USUAL_DEADLINE_MS;

/** The longest that honest loading takes: a model is tried on every device, and then compiled once more to serve. */
export function loadDeadlineMs(wish: Pick<ProviderWish, 'platform' | 'known' | 'wanted'>): number {
  const trials = ['cpu' as const, ...providerOrder(wish)].map(deadlineOf);
  return trials.reduce((sum, ms) => sum + ms, 0) + Math.max(...trials);
}

export function providerOrder({
  platform,
  known,
  wanted,
}: Pick<ProviderWish, 'platform' | 'known' | 'wanted'>): ProviderName[] {
  const order = (ORDER[platform] ?? []).filter((name) => known.includes(name));
  return wanted === 'auto' ? order : wanted === 'cpu' ? [] : [wanted];
}

/**
 * Tries a model on every provider in its own process, so that a driver or a hostile file that brings a process down
 * brings down only that one. The fastest that agrees with the CPU is chosen.
 */
export async function chooseProvider(file: ModelFile, wish: ProviderWish): Promise<Result<ProviderChoice>> {
  const { spawnProbe } = wish;
  const candidates = providerOrder(wish);
  if (spawnProbe === null) {
    const fallback = candidates.length === 0 ? null : 'other devices were not tried: they cannot be tried safely here';
    return ok({ provider: 'cpu', fallback });
  }
  const onCpu = await ask(spawnProbe, file, 'cpu', wish.threads);
  if (!onCpu.ok) {
    return fail(
      'model-refused',
      `the model "${file.id}" failed its trial: ${onCpu.reason}`,
      'Copy or export it again.',
    );
  }
  const reasons: string[] = [];
  let best: { provider: ProviderName; ms: number } | null = null;
  for (const provider of candidates) {
    const answer = await ask(spawnProbe, file, provider, wish.threads);
    const reason = whyNot(answer);
    if (reason !== null) reasons.push(`${provider}: ${reason}`);
    else if (answer.ok && (best === null || answer.providerMs < best.ms)) best = { provider, ms: answer.providerMs };
  }
  if (best !== null) return ok({ provider: best.provider, fallback: null });
  return ok({ provider: 'cpu', fallback: reasons.length === 0 ? null : reasons.join('; ') });
}

function whyNot(answer: ProbeAnswer): string | null {
  if (!answer.ok) return answer.reason;
  if (answer.worst > 1) return `its results differ from the CPU's (${answer.worst.toFixed(1)} times what is allowed)`;
  if (answer.providerMs < answer.cpuMs * MUST_TAKE_LESS_THAN) return null;
  return `no faster than the CPU (${answer.providerMs.toFixed(1)} ms against ${answer.cpuMs.toFixed(1)} ms)`;
}

async function ask(
  spawnProbe: SpawnProbe,
  file: ModelFile,
  provider: ProviderName,
  threads: number,
): Promise<ProbeAnswer> {
  const ended = await spawnProbe(JSON.stringify(requestFor(file, provider, threads)), deadlineOf(provider));
  const line = ended.stdout.split('\n').find((text) => text.startsWith(PROBE_MARK));
  if (line === undefined) {
    const how = ended.signal === null ? `with code ${ended.code ?? 'unknown'}` : `by ${ended.signal}`;
    return { ok: false, reason: `its process ended ${how} before it answered` };
  }
  const parsed = probeAnswerSchema.safeParse(parseJson(line.slice(PROBE_MARK.length)));
  return parsed.success ? parsed.data : { ok: false, reason: 'its process gave an answer that cannot be read' };
}

function requestFor(file: ModelFile, provider: ProviderName, threads: number): ProbeRequest {
  const { manifest } = file;
  return {
    path: file.path,
    sha256: file.sha256,
    provider,
    threads,
    width: manifest?.input.width ?? null,
    height: manifest?.input.height ?? null,
    ordered: manifest === null || !WITHOUT_DOUBLES.has(manifest.family),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
