import { randomUUID } from 'node:crypto';
import type { CameraConfig } from '../../domain/contracts/camera-config.ts';
import type { Fact } from '../../domain/contracts/facts.ts';
import type { Store } from '../../workers/store/index.ts';
import { sure } from './stored-day.ts';

/** What one stretch of commits waited, from being handed over to being on disk, in milliseconds. */
export interface CommitWaits {
  readonly commits: number;
  readonly p95: number;
  readonly longest: number;
}

export interface CommitWatch {
  /** What was handed over since this was last asked; settles once all of it is on disk. */
  take(): Promise<CommitWaits>;
  stop(): Promise<void>;
}

const EVERY_MS = 100;
const CROSSINGS = 6;

/** Keeps a store at work as a running site does: ten batches a second, each with crossings of its own. */
export function watchCommits(store: Store, camera: CameraConfig, lineVersionId: string): CommitWatch {
  const sessionId = randomUUID();
  const begunUtcUs = Date.now() * 1000;
  const run = {
    ...{ runId: randomUUID(), modelId: 'bench', modelSha256: '0', configSha256: '0', width: 640, height: 360 },
    ...{ decoder: 'none', provider: 'none', software: 'bench' },
  };
  const opening: Fact = {
    ...{
      kind: 'session-open',
      sessionId,
      cameraId: camera.id,
      mode: 'live',
      jobId: null,
      run,
      width: 640,
      height: 360,
    },
    ...{ anchorUtcUs: begunUtcUs, anchorMediaUs: 0, anchorQuality: 'given' },
  };
  sure(store.commitFacts([{ sender: sessionId, seq: 0, facts: [opening], body: new Uint8Array(0) }]));
  let waits: Promise<number>[] = [];
  let batches = 0;
  const timer = setInterval(() => {
    batches += 1;
    const facts = Array.from({ length: CROSSINGS }, (_, at): Fact => ({
      ...{ kind: 'crossing', sessionId, track: batches * CROSSINGS + at, lineVersionId, ordinal: 1, direction: 'in' },
      ...{ mediaUs: batches * EVERY_MS * 1000, utcUs: begunUtcUs + batches * EVERY_MS * 1000, frameId: batches },
      ...{ x: 0.5, y: 0.5, classSoFar: 'car' },
    }));
    const begun = performance.now();
    const batch = { sender: sessionId, seq: batches, facts, body: new Uint8Array(0) };
    waits.push(store.submit(batch).then((result) => (sure(result), performance.now() - begun)));
  }, EVERY_MS);
  const take = async (): Promise<CommitWaits> => {
    const asked = waits;
    waits = [];
    const took = (await Promise.all(asked)).sort((a, b) => a - b);
    const rounded = (ms: number | undefined) => Math.round(ms ?? 0);
    return {
      commits: took.length,
      p95: rounded(took[Math.floor(took.length * 0.95)]),
      longest: rounded(took.at(-1)),
    };
  };
  return {
    take,
    async stop() {
      clearInterval(timer);
      await take();
    },
  };
}
