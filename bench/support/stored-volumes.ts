import { createHash, randomBytes } from 'node:crypto';
import type { Result } from '../../domain/base/result.ts';
import type { Fact } from '../../domain/contracts/facts.ts';
import type { Quarter } from '../../domain/traffic/baseline/history.ts';
import { QUARTER_US } from '../../domain/traffic/baseline/local-clock.ts';
import { openStore } from '../../workers/store/index.ts';
import type { Store } from '../../workers/store/index.ts';

export const CAMERA_ID = 'forecast-1';
const RUN = {
  runId: 'volumes',
  modelId: 'none',
  modelSha256: '',
  configSha256: '',
  width: 640,
  height: 360,
  decoder: 'none',
  provider: 'none',
  software: 'none',
};

export interface VolumeStore {
  readonly store: Store;
  readonly lineId: string;
  /** Commits quarters as a camera would: what was watched, and each vehicle. */
  readonly add: (quarters: readonly Quarter[]) => void;
}

/** A store with one camera and one line, that is fed with quarters of an hour from a moment on. */
export async function openVolumeStore(folder: string, fromUtcUs: number, timeZone: string): Promise<VolumeStore> {
  const store = must(
    await openStore({
      folder,
      key: new Uint8Array(randomBytes(32)),
      site: { name: 'Volumes', timeZone },
      onAlarm: () => undefined,
      // The line was drawn before the first vehicle came.
      nowUtcUs: () => fromUtcUs,
      reserveBytes: 64 * 1024,
    }),
  );
  const source = { kind: 'rtsp', url: 'rtsp://127.0.0.1/none' } as const;
  const camera = { id: CAMERA_ID, name: 'Volumes', source, timeZone };
  must(await store.command('camera.create', { actor: 'bench', camera }));
  const drawing = { name: 'Road', from: { x: 0.1, y: 0.5 }, to: { x: 0.9, y: 0.5 } };
  const line = must(await store.command('line.create', { actor: 'bench', cameraId: CAMERA_ID, drawing }));
  const sessionId = uuidOf('volumes');
  must(store.commitFacts([batchOf([openingOf(sessionId, fromUtcUs)])]));
  let at = 0;
  let track = 0;
  const add = (quarters: readonly Quarter[]): void => {
    const facts = quarters.flatMap((quarter, place): Fact[] => {
      const mediaUs = (at + place) * QUARTER_US;
      const stretch = { sessionId, fromMediaUs: mediaUs, fromUtcUs: fromUtcUs + mediaUs };
      const endUs = mediaUs + Math.round(quarter.watchedShare * QUARTER_US);
      const watched = { toMediaUs: endUs, toUtcUs: fromUtcUs + endUs, state: 'watched', frames: 9000 } as const;
      const crossings = Array.from({ length: quarter.count }, (_, which): Fact => {
        track += 1;
        return crossingOf(sessionId, line.versionId, track, {
          mediaUs: mediaUs + Math.floor((which / quarter.count) * (endUs - mediaUs)),
          fromUtcUs,
        });
      });
      return endUs > mediaUs ? [{ kind: 'coverage', ...stretch, ...watched }, ...crossings] : [];
    });
    at += quarters.length;
    must(store.commitFacts([batchOf(facts)]));
  };
  return { store, lineId: line.lineId, add };
}

function openingOf(sessionId: string, fromUtcUs: number): Fact {
  return {
    kind: 'session-open',
    sessionId,
    cameraId: CAMERA_ID,
    mode: 'live',
    jobId: null,
    run: RUN,
    width: 640,
    height: 360,
    anchorUtcUs: fromUtcUs,
    anchorMediaUs: 0,
    anchorQuality: 'given',
  };
}

function crossingOf(
  sessionId: string,
  lineVersionId: string,
  track: number,
  { mediaUs, fromUtcUs }: { readonly mediaUs: number; readonly fromUtcUs: number },
): Fact {
  return {
    kind: 'crossing',
    sessionId,
    track,
    lineVersionId,
    ordinal: 1,
    direction: 'in',
    mediaUs,
    utcUs: fromUtcUs + mediaUs,
    frameId: track,
    x: 0.5,
    y: 0.5,
    classSoFar: 'car',
  };
}

function batchOf(facts: readonly Fact[]) {
  return { sender: 'camera-0', seq: 1, facts, body: new Uint8Array() };
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
