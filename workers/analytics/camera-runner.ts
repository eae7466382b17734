import type { Failure } from '../../domain/base/result.ts';
import { toUtcUs } from '../../domain/base/time.ts';
import type { CameraCondition } from '../../domain/camera/states.ts';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { CameraEvent, Fact } from '../../domain/contracts/facts.ts';
import { conditionFigures, progressOf, type RunnerStatus, sourceFigures } from './camera-figures.ts';
import { type CameraCounters, createCameraCounters } from './camera-counters.ts';
import type { CameraSessions } from './camera-sessions.ts';
import { createDropTally, type DropTally } from './drop-tally.ts';
import { DETECTOR_CLOSED, type DetectorAnswer } from './detector-client.ts';
import { createFrameFlow, type FrameFlow } from './frame-flow.ts';
import { CLOCK_STEP, createGapWatch, type GapWatch } from './gap-watch.ts';
import { createLiveSessions } from './live-sessions.ts';
import { frameHash } from './replay-checkpoint.ts';
import { createPictureWatch, type PictureWatch } from './picture-watch.ts';
import { createReplaySessions } from './replay-sessions.ts';
import type { RunnerFrame, RunnerPorts, RunnerRunEnd, RunnerSourceInfo } from './runner-ports.ts';
import { createSessionKeeper, type SessionKeeper } from './session-keeper.ts';
import { createViewPublisher, type ViewPublisher } from './view-publisher.ts';
import { createWallClock, type Moment, type WallClock } from './wall-clock.ts';

/** One camera, or one replay: takes what its source tells and makes facts, pictures and figures of it. */
export interface CameraRunner {
  readonly config: CameraConfig;
  onState(condition: CameraCondition): void;
  onRunStart(info: RunnerSourceInfo): void;
  onFrame(frame: RunnerFrame): Promise<void>;
  onRunEnd(end: RunnerRunEnd): Promise<void>;
  onFilesFound(names: readonly string[]): void;
  /** Whether a resumed replay decodes the same picture as before. */
  isCheckpointFrame(raw: Uint8Array): boolean;
  update(config: CameraConfig): void;
  /** The store put a backup in its database's place: a camera opens another session, a replay waits for its next runner. */
  storeRestored(): void;
  /** Called every few seconds: time that nobody watches is written down with its cause. */
  tick(): void;
  status(): RunnerStatus;
}

/** Joins source, detector, sessions and screens for one camera. */
export function createCameraRunner(initial: CameraConfig, ports: RunnerPorts): CameraRunner {
  return new Runner(initial, ports);
}

/** An answer, and the settings under which it was asked for. */
interface Answered {
  readonly answer: DetectorAnswer;
  readonly fingerprint: string;
}

const NO_BODY = new Uint8Array(0);

class Runner implements CameraRunner {
  readonly #ports: RunnerPorts;
  readonly #live: boolean;
  /** Every frame counts and the source waits; a replay at its own pace drops like the camera that it shows. */
  readonly #lossless: boolean;
  readonly #counters: CameraCounters = createCameraCounters();
  readonly #keeper: SessionKeeper;
  readonly #sessions: CameraSessions;
  readonly #views: ViewPublisher;
  readonly #flow: FrameFlow<RunnerFrame>;
  readonly #wall: WallClock;
  readonly #gaps: GapWatch;
  readonly #picture: PictureWatch = createPictureWatch();
  readonly #drops: DropTally = createDropTally();
  #config: CameraConfig;
  #info: RunnerSourceInfo | null = null;
  #condition: CameraCondition | null = null;
  #frames = 0;
  /** Runs of the source that have ended. */
  #runs = 0;
  #lastMediaUs: number | null = null;
  /** A replay that cannot go on, or is left to its next process, takes no further frame: the one missing is not made up. */
  #over = false;
  #lastError = '';

  constructor(initial: CameraConfig, ports: RunnerPorts) {
    this.#ports = ports;
    this.#config = initial;
    this.#live = ports.job === null;
    this.#lossless = ports.job?.pace === 'max';
    this.#keeper = createSessionKeeper({ cameraId: initial.id, outbox: ports.outbox, job: ports.job });
    this.#sessions = this.#makeSessions(initial);
    this.#views = this.#makeViews(initial.id);
    this.#flow = this.#makeFlow();
    const now = { utcUs: ports.nowUtcUs(), ms: ports.nowMs() };
    this.#wall = createWallClock(now);
    this.#gaps = createGapWatch(initial.id, now);
  }

  get config(): CameraConfig {
    return this.#config;
  }

  onState(next: CameraCondition): void {
    const known = this.#condition;
    this.#condition = next;
    if (known?.state === next.state && known.reason === next.reason) return;
    const { state, reason, detail } = next;
    this.#ports.log(state === 'live' ? 'info' : 'warn', `camera is ${state}`, { reason, detail });
    if (this.#live) this.#put(this.#eventOf(next));
  }

  onRunStart(info: RunnerSourceInfo): void {
    this.#info = info;
    this.#sessions.runStarted(info);
    this.#picture.runStarted();
    this.#counters.measureAnew();
  }

  onFrame(frame: RunnerFrame): Promise<void> {
    const nowMs = this.#ports.nowMs();
    this.#frames += 1;
    this.#counters.arrived(nowMs);
    if (this.#live) this.#lookAtPicture(frame, nowMs);
    this.#views.arrived(frame, this.#analyses(), nowMs);
    return this.#lossless ? this.#takeWaiting(frame) : this.#takeDropping(frame);
  }

  async onRunEnd({ reason, drops, willResume, settled }: RunnerRunEnd): Promise<void> {
    this.#runs += 1;
    await this.#flow.settled();
    for (const [cause, count] of Object.entries(drops)) this.#counters.dropped(cause, count);
    this.#tellDrops(this.#drops.rest());
    this.#views.clear();
    if (settled !== null && settled.note !== '')
      this.#ports.log('warn', 'not all of a file was counted', { file: settled.name, why: settled.note });
    this.#sessions.runEnded({ reason: this.#over ? 'stopped' : reason, willResume, settled });
  }

  onFilesFound(names: readonly string[]): void {
    this.#sessions.filesFound(names);
  }

  isCheckpointFrame(raw: Uint8Array): boolean {
    return frameHash(raw) === this.#ports.job?.checkpoint?.frameSha256;
  }

  update(next: CameraConfig): void {
    this.#config = next;
    this.#sessions.update(next);
  }

  storeRestored(): void {
    this.#sessions.storeRestored();
    if (!this.#live) this.#over = true;
  }

  tick(): void {
    if (!this.#ports.outbox.full) this.#tellDrops(this.#drops.over(this.#ports.nowUtcUs()));
    // A recording that has a date of its own never covers the present.
    if (!this.#live || this.#info?.anchor.quality === 'given') return;
    this.#put(this.#gaps.tick(this.#lookAtClock(), this.#gapCause()));
  }

  status(): RunnerStatus {
    const { job, outbox } = this.#ports;
    const { zones } = this.#sessions;
    return {
      cameraId: this.#config.id,
      ...conditionFigures(this.#conditionNow(), this.#ports.nowUtcUs()),
      ...sourceFigures(this.#info),
      ...this.#counters.figures(this.#ports.nowMs()),
      sessionId: this.#sessions.sessionId,
      mode: job === null ? 'live' : 'replay',
      jobId: job?.jobId ?? null,
      frames: this.#frames,
      pendingFacts: outbox.pending,
      progress: progressOf(this.#info, this.#lastMediaUs),
      ...(zones === null ? {} : { density: zones }),
    };
  }

  #makeSessions(config: CameraConfig): CameraSessions {
    const { job, detector, software } = this.#ports;
    const parts = { config, keeper: this.#keeper, detector, software, takeDrops: () => this.#counters.takeDrops() };
    return job === null ? createLiveSessions(parts) : createReplaySessions(parts, job);
  }

  #makeViews(cameraId: string): ViewPublisher {
    return createViewPublisher({
      cameraId,
      counters: this.#counters,
      sessionId: () => this.#sessions.sessionId,
      pictureSize: () => ({ width: this.#info?.sourceWidth ?? 0, height: this.#info?.sourceHeight ?? 0 }),
      queues: () => this.#keeper.queues(),
      watched: () => this.#ports.watched(),
      publish: (head, jpeg) => this.#ports.publish(head, jpeg),
    });
  }

  #makeFlow(): FrameFlow<RunnerFrame> {
    return createFrameFlow<RunnerFrame, Answered>({
      lossless: this.#lossless,
      ask: (frame) => this.#ask(frame),
      handle: (frame, answered) => this.#handle(frame, answered),
      dropped: (frame) => this.#dropped('detector-busy', frame),
      failed: (frame, error) => this.#failed(frame, error),
    });
  }

  #takeDropping(frame: RunnerFrame): Promise<void> {
    if (!this.#analyses()) return Promise.resolve();
    if (!this.#ports.outbox.full) return this.#flow.offer(frame);
    this.#dropped('store-backlog', frame);
    return Promise.resolve();
  }

  async #takeWaiting(frame: RunnerFrame): Promise<void> {
    const run = this.#runs;
    if (this.#ports.outbox.full) await this.#ports.outbox.whenRoom();
    // One that waited beyond the end of its run is left to whoever goes on with the recording.
    if (!this.#over && run === this.#runs) await this.#flow.offer(frame);
  }

  async #ask({ frameId, width, height, format, raw }: RunnerFrame): Promise<Answered> {
    const { fingerprint, modelId } = this.#sessions;
    const picture = { cameraId: this.#config.id, frameId, width, height, format, raw };
    const answer = await this.#ports.detector.detect({ ...picture, modelId, lossless: this.#lossless });
    return { answer, fingerprint };
  }

  #handle(frame: RunnerFrame, { answer, fingerprint }: Answered): void {
    if (this.#over) return;
    if (!answer.ok) return this.#unanswered(frame, answer.failure);
    if (this.#isOutdated(fingerprint)) return this.#dropped('settings-changed', frame);
    const blind = this.#picture.verdict !== 'good';
    const stepped = this.#sessions.step({ ...frame, blind }, answer);
    if (!stepped.ok) return this.#giveUp(stepped.failure);
    const nowMs = this.#ports.nowMs();
    this.#lastMediaUs = frame.mediaUs;
    if (this.#live && !blind) this.#put(this.#gaps.analysed(frame.utcUs, frame.arrivedUtcUs, this.#lookAtClock()));
    this.#counters.analysed(nowMs, (this.#ports.nowUtcUs() - frame.arrivedUtcUs) / 1000);
    this.#views.analysed(frame.frameId, stepped.value, nowMs);
  }

  /** An answer under settings that were left meanwhile would open a session of their own, for one frame. */
  #isOutdated(fingerprint: string): boolean {
    return !this.#analyses() || (this.#live && fingerprint !== this.#sessions.fingerprint);
  }

  /** A replay was asked for by name: it runs whether or not its camera is analysed. */
  #analyses(): boolean {
    return !this.#live || this.#config.analysis.enabled;
  }

  #unanswered(frame: RunnerFrame, failure: Failure): void {
    if (!this.#lossless) this.#dropped(failure.code, frame);
    else if (failure.code === DETECTOR_CLOSED) this.#over = true;
    else this.#giveUp(failure);
  }

  #giveUp(failure: Failure): void {
    this.#over = true;
    this.#ports.onHopeless(failure);
  }

  #failed(frame: RunnerFrame, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    // Said once for every kind: a fault that comes with every frame must not fill the log.
    if (reason !== this.#lastError) this.#ports.log('error', 'a frame could not be analysed', { reason });
    this.#lastError = reason;
    if (!this.#lossless) return this.#dropped('analysis-error', frame);
    const hint = 'Replay it again; if it fails again, report it with the log.';
    if (!this.#over)
      this.#giveUp({ code: 'analysis-error', message: `A frame could not be analysed: ${reason}.`, hint });
  }

  /** Pictures come, and show nothing of the road: that is told like any other state, and its time is nobody's. */
  #lookAtPicture(frame: RunnerFrame, nowMs: number): void {
    if (!this.#picture.look(frame, nowMs, this.#ports.nowUtcUs())) return;
    const { verdict } = this.#picture;
    this.#ports.log(verdict === 'good' ? 'info' : 'warn', `the picture is ${verdict}`);
    const condition = this.#conditionNow();
    if (condition !== null) this.#put(this.#eventOf(condition));
  }

  /** A camera that is live and shows nothing of the road says why. */
  #conditionNow(): CameraCondition | null {
    const condition = this.#condition;
    const { verdict, sinceUtcUs } = this.#picture;
    if (condition?.state !== 'live' || verdict === 'good') return condition;
    return { ...condition, reason: verdict, sinceUtcUs: toUtcUs(sinceUtcUs ?? condition.sinceUtcUs) };
  }

  #dropped(cause: string, { utcUs }: RunnerFrame): void {
    this.#counters.dropped(cause);
    this.#drops.add(cause, utcUs);
  }

  /** A replay's belong to its session; without one there is no time that they could be told of. */
  #tellDrops(told: ReturnType<DropTally['rest']>): void {
    const sessionId = this.#live ? null : this.#sessions.sessionId;
    if (!this.#live && sessionId === null) return;
    for (const drops of told) this.#put({ ...drops, cameraId: this.#config.id, sessionId });
  }

  #gapCause(): string {
    if (!this.#config.analysis.enabled) return 'analysis-off';
    const condition = this.#condition;
    if (condition === null || condition.state === 'live') {
      const { verdict } = this.#picture;
      return verdict === 'good' ? (this.#backlogCause() ?? 'detector') : verdict;
    }
    return condition.state === condition.reason ? condition.reason : `${condition.state}: ${condition.reason}`;
  }

  /** Frames are dropped for want of room in the journal, and why the store does not make any. */
  #backlogCause(): string | null {
    const { full, heldUpBy } = this.#ports.outbox;
    if (!full) return null;
    return heldUpBy === 'disk-full' ? heldUpBy : 'store-backlog';
  }

  /** A clock that was set, or that went on while the machine slept, is told: it explains times that were never lived. */
  #lookAtClock(): Moment {
    const now = { utcUs: this.#ports.nowUtcUs(), ms: this.#ports.nowMs() };
    const stepUs = this.#wall.look(now);
    if (stepUs === 0) return now;
    this.#gaps.clockStepped(stepUs, now);
    const seconds = `${stepUs > 0 ? '+' : ''}${(stepUs / 1e6).toFixed(1)} s`;
    const event = { reason: CLOCK_STEP, detail: seconds, state: this.#condition?.state ?? 'connecting' };
    this.#put(this.#eventOf(event));
    return now;
  }

  #eventOf({ state, reason, detail }: Pick<CameraCondition, 'state' | 'reason' | 'detail'>): CameraEvent {
    const utcUs = this.#ports.nowUtcUs();
    return { kind: 'camera-event', cameraId: this.#config.id, utcUs, state, reason, detail };
  }

  #put(fact: Fact | null): void {
    if (fact !== null) this.#ports.outbox.put([fact], NO_BODY);
  }
}
