import type { UtcUs } from '../../domain/base/time.ts';
import { BACKOFF_RULES } from '../../domain/camera/backoff.ts';
import { CIRCUIT_RULES } from '../../domain/camera/circuit.ts';
import { type CameraCondition, type CameraHappening, idleCamera, nextCondition } from '../../domain/camera/states.ts';
import { createAttempts, type SourceOptions } from './attempts.ts';
import { redact } from './locations.ts';
import type { Session } from './session.ts';
import { createSleeper } from './sleeper.ts';
import { createSourceCounters, NOT_RUNNING, type RunningFigures, type SourceStats } from './source-counters.ts';
import { natureOf } from './source-plan.ts';
import type { IngestSettings, SourceClock } from './types.ts';

/** A source that is being kept open. */
export interface RunningSource {
  /** Resolves when the last run is over and its ffmpeg is gone. */
  stop(): Promise<void>;
  stats(): SourceStats;
}

export const DEFAULT_INGEST: IngestSettings = {
  width: 640,
  format: 'yuv420p',
  viewWidth: 640,
  viewQuality: 5,
  maxFps: 0,
  hardwareDecode: 'auto',
  allowedFolders: [],
  timeZone: 'UTC',
  staleAfterMs: 5_000,
  stalledAfterMs: 10_000,
  connectTimeoutMs: 15_000,
  backoff: BACKOFF_RULES,
  circuit: CIRCUIT_RULES,
};

/** Shorter waits are over before anybody has read of them. */
const TOLD_WAIT_MS = 10_000;
const TICK_MS = 1_000;
/** A tick this late says that our own process was held up; the source must not pay for it. */
const LATE_TICK_MS = 3_000;
/** Decoding as fast as possible may meet a slow disk, but not a minute of nothing. */
const LOSSLESS_STALL_MS = 60_000;

/** Opens a source and keeps it open: one ffmpeg at a time, again and again, until it is stopped or has come to its end. */
export function startCameraSource(options: SourceOptions): RunningSource {
  const { settings, clock, listener } = options;
  const nature = natureOf(options.source);
  const counters = createSourceCounters(clock);
  const sleeper = createSleeper();
  let nextTryUtcUs: number | null = null;
  let condition: CameraCondition = idleCamera(clock.nowUtcUs() as UtcUs);

  const happen = (happening: CameraHappening): void => {
    const next = nextCondition(condition, happening, clock.nowUtcUs() as UtcUs);
    if (next === condition) return;
    condition = next;
    listener.onState(next);
  };
  const attempts = createAttempts(options, counters, happen);
  const watchdog = startWatchdog(settings, clock, nature, attempts.session, happen);

  async function keepOpen(): Promise<void> {
    let quiet = false;
    while (!attempts.stopped()) {
      if (!quiet) happen({ kind: 'opening' });
      const { step, detail } = await attempts.open();
      if (attempts.stopped()) return;
      if (step.kind === 'finish') return happen({ kind: 'finished', code: step.code, detail: step.detail ?? detail });
      quiet = step.kind === 'again' && step.quiet;
      if (!quiet) counters.broken();
      if (step.kind === 'wait') {
        happen({ kind: 'failed', code: step.code, detail, rests: step.rests ?? false });
        if (step.ms >= TOLD_WAIT_MS) nextTryUtcUs = clock.nowUtcUs() + step.ms * 1_000;
        await sleeper.sleep(step.ms);
        nextTryUtcUs = null;
      }
    }
  }

  const over = keepOpen()
    .catch(async (error: unknown) => {
      // A bug of ours or of the listener: said aloud, and the camera is not left looking alive.
      const detail = redact(error instanceof Error ? error.message : String(error));
      options.log('error', 'a camera source failed', { detail });
      await attempts.stop(detail);
      happen({ kind: 'finished', code: 'unknown', detail });
    })
    .finally(() => watchdog.stop());
  return {
    async stop() {
      const ended = attempts.stop('');
      sleeper.wake();
      await Promise.all([ended, over]);
      happen({ kind: 'stop' });
    },
    stats: () => counters.stats(condition, { ...running(attempts.session()), nextTryUtcUs }),
  };
}

function running(session: Session | null): Omit<RunningFigures, 'nextTryUtcUs'> {
  return session === null ? NOT_RUNNING : { drops: session.drops(), pid: session.pid, clock: session.clock() };
}

function startWatchdog(
  settings: IngestSettings,
  clock: SourceClock,
  nature: ReturnType<typeof natureOf>,
  current: () => Session | null,
  happen: (happening: CameraHappening) => void,
): { stop(): void } {
  let tickedMs = clock.monotonicMs();
  const timer = setInterval(() => {
    const lateMs = clock.monotonicMs() - tickedMs - TICK_MS;
    tickedMs = clock.monotonicMs();
    const session = current();
    if (session === null || lateMs > LATE_TICK_MS) return;
    const silentMs = session.silentForMs();
    if (!session.started()) {
      if (silentMs < settings.connectTimeoutMs) return;
      return session.end('timeout', `no picture came within ${settings.connectTimeoutMs / 1_000} s`);
    }
    if (nature.watched && silentMs >= settings.staleAfterMs) {
      happen({ kind: 'silent', detail: `no picture for more than ${settings.staleAfterMs / 1_000} s` });
    }
    const limitMs = nature.lossless ? Math.max(LOSSLESS_STALL_MS, settings.stalledAfterMs) : settings.stalledAfterMs;
    if (silentMs >= limitMs) session.end('stalled', `no picture for ${limitMs / 1_000} s`);
  }, TICK_MS);
  return { stop: () => clearInterval(timer) };
}
