import type { UtcUs } from '../../domain/base/time.ts';
import { BACKOFF_RULES } from '../../domain/camera/backoff.ts';
import { idleCamera, nextCondition } from '../../domain/camera/states.ts';
import type { CameraSource, Credential } from '../../domain/contracts/source.ts';
import { ffmpegCommand } from './ffmpeg-args.ts';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import { createLiveGate, createRecordedGate } from './frame-gate.ts';
import { createRateMeter } from './meters.ts';
import { natureOf, planSource } from './source-plan.ts';
import { startRun, type SourceRun } from './source-run.ts';
import type { ChildNote, IngestSettings, ResumePoint, SourceClock, SourceListener, SourceLog } from './types.ts';

export const DEFAULT_INGEST: IngestSettings = {
  width: 640, format: 'yuv420p', viewWidth: 640, viewQuality: 5, maxFps: 0, hardwareDecode: 'auto', allowedFolders: [], timeZone: 'UTC',
  staleAfterMs: 5000, stalledAfterMs: 10000, connectTimeoutMs: 15000, backoff: BACKOFF_RULES,
};
export interface RunningSource { stop(): Promise<void>; stats(): { fps: number; bitrateKbps: number; restarts: number; lastFrameUtcUs: number | null } }

export function startCameraSource(o: { source: CameraSource; credential: Credential | null; settings: IngestSettings; ffmpeg: FfmpegBinary; clock: SourceClock; random: () => number; log: SourceLog; listener: SourceListener; onChild(note: ChildNote, h: 'started' | 'ended'): void; resume: ResumePoint | null }): RunningSource {
  const nature = natureOf(o.source);
  let cond = idleCamera(o.clock.nowUtcUs() as UtcUs);
  let stopped = false; let run: SourceRun | null = null; let runNo = 0; let lastFrame: number | null = null;
  const meter = createRateMeter(o.clock.monotonicMs);
  const happen = (h: Parameters<typeof nextCondition>[1]): void => { const n = nextCondition(cond, h, o.clock.nowUtcUs() as UtcUs); if (n !== cond) { cond = n; o.listener.onState(n); } };
  const loop = (async () => {
    for (;;) {
      if (stopped) break;
      happen({ kind: 'opening' });
      const plan = await planSource(o.source, o.credential, o.settings.allowedFolders, o.settings.timeZone);
      if (!plan.ok) { happen({ kind: 'failed', code: plan.failure.code, detail: plan.failure.message }); break; }
      const item = plan.value[0]; if (!item) break;
      runNo += 1;
      const gate = nature.live || o.source.kind === 'test' ? createLiveGate() : createRecordedGate({ utcUs: item.startUtcUs ?? o.clock.nowUtcUs(), quality: item.startUtcUs === null ? 'assumed' : 'given' }, o.resume !== null && runNo === 1 ? { kind: 'seek', point: o.resume, anchor: null } : { kind: 'first-frame' });
      let facts: Parameters<Parameters<typeof startRun>[0]['onFacts']>[0] | null = null; let started = false; let frames = 0; let lastMedia: number | null = null;
      run = startRun({
        ffmpegPath: o.ffmpeg.path, format: o.settings.format, lossless: nature.lossless, what: item.shown, secrets: item.secrets, clock: o.clock,
        command: ffmpegCommand({ input: item.input, width: o.settings.width, format: o.settings.format, viewWidth: o.settings.viewWidth, viewQuality: o.settings.viewQuality, maxFps: o.settings.maxFps, hardwareDecode: false, seekUs: o.resume !== null && runNo === 1 ? o.resume.mediaUs : null }),
        onFacts: (f) => { facts = f; }, onPacket: () => undefined, onChild: o.onChild,
        onPicture: (p) => {
          const v = gate.take(p); if (v.kind !== 'pass' || facts === null) return undefined;
          if (!started) { started = true; const f = facts; o.listener.onRunStart({ run: runNo, width: f.width, height: f.height, format: o.settings.format, sourceWidth: f.sourceWidth, sourceHeight: f.sourceHeight, codec: f.codec, sourceFps: f.sourceFps, decoder: f.codec, decoderFallback: null, anchor: gate.anchor()!, durationUs: f.durationUs ?? null, item: null, resumedFrom: null, location: item.shown }); }
          frames += 1; lastMedia = v.mediaUs; meter.add(1); lastFrame = v.utcUs; happen({ kind: 'frame' });
          return o.listener.onFrame({ frameId: v.frameId, mediaUs: v.mediaUs, utcUs: v.utcUs, arrivedUtcUs: p.arrivedUtcUs as UtcUs, raw: p.raw, jpeg: p.jpeg, width: facts.width, height: facts.height, format: o.settings.format });
        },
      });
      const out = await run.done; run = null;
      await o.listener.onRunEnd({ run: runNo, reason: stopped ? 'stopped' : (out.reason as 'ended'), detail: out.detail, frames, drops: {}, lastMediaUs: lastMedia as never, willResume: false, started });
      if (stopped) break;
      if (out.reason === 'ended' && nature.loop) continue;
      if (out.reason === 'ended') { happen({ kind: 'finished', code: 'ended', detail: '' }); break; }
      happen({ kind: 'failed', code: out.reason as 'ended', detail: out.detail });
      await new Promise((r) => setTimeout(r, 1000));
    }
  })();
  return { async stop() { stopped = true; run?.end('stopped', ''); await loop; happen({ kind: 'stop' }); }, stats: () => ({ fps: meter.perSecond(), bitrateKbps: 0, restarts: Math.max(0, runNo - 1), lastFrameUtcUs: lastFrame }) };
}
