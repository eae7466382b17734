import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import type { Crossing, Fact, SessionOpen, TrackEnd } from '../../../domain/contracts/facts.ts';
import type { Result } from '../../../domain/base/result.ts';
import { openStore, openReader } from '../../../workers/store/index.ts';
import type { FactBatch, Store, StoreAlarm, StoreOptions, StoreReader } from '../../../workers/store/index.ts';

/** 31 July 2026, 12:00 UTC. */
export const NOON = Date.UTC(2026, 6, 31, 12) * 1000;
export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const KEY = Uint8Array.from({ length: 32 }, (_, at) => at + 1);

/** A uuid that says nothing but its number, the same in every run. */
export function uuid(number: number | string): string {
  const hex = createHash('sha256').update(String(number)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

export interface OpenedForTest {
  readonly store: Store;
  readonly alarms: StoreAlarm[];
}

/** Folders and stores of one test file, taken away together. */
export function createBench(): {
  folder: () => string;
  open: (folder: string, options?: Partial<StoreOptions>) => Promise<OpenedForTest>;
  reader: (store: Store, nowUtcUs?: () => number) => StoreReader;
  clear: () => Promise<void>;
} {
  const folders: string[] = [];
  const stops: (() => unknown)[] = [];
  return {
    folder: () => {
      const made = mkdtempSync(path.join(os.tmpdir(), 'store-test-'));
      folders.push(made);
      return made;
    },
    open: async (folder, options = {}) => {
      const alarms: StoreAlarm[] = [];
      const opened = await openStore({ ...storeOptions(folder), onAlarm: (alarm) => alarms.push(alarm), ...options });
      const store = value(opened);
      stops.push(() => store.stop());
      return { store, alarms };
    },
    reader: (store, nowUtcUs = () => NOON + 3600 * SECOND) => {
      const reader = value(openReader(store.file, nowUtcUs));
      stops.push(() => reader.close());
      return reader;
    },
    clear: async () => {
      for (const stop of stops.splice(0).reverse()) await stop();
      // A folder that cannot go yet (a disk is mounted on it) stays on the list.
      while (folders.length > 0) {
        rmSync(folders.at(-1) ?? '', { recursive: true, force: true });
        folders.pop();
      }
    },
  };
}

export function storeOptions(folder: string): StoreOptions {
  return {
    folder,
    key: KEY,
    site: { name: 'Test site', timeZone: 'Europe/Berlin' },
    onAlarm: () => undefined,
    nowUtcUs: () => NOON,
    reserveBytes: 64 * 1024,
    groupWaitMs: 5,
  };
}

export async function addCamera(store: Store, id: string): Promise<void> {
  value(
    await store.command('camera.create', {
      actor: 'test',
      camera: { id, name: `Camera ${id}`, source: { kind: 'rtsp', url: 'rtsp://10.0.0.1/stream' } },
    }),
  );
}

export interface LineForTest {
  readonly lineId: string;
  readonly versionId: string;
}

export async function addLine(store: Store, cameraId: string, name = 'Main road'): Promise<LineForTest> {
  return value(
    await store.command('line.create', {
      actor: 'test',
      cameraId,
      drawing: { name, from: { x: 0.1, y: 0.5 }, to: { x: 0.9, y: 0.5 }, inName: 'north', outName: 'south' },
    }),
  );
}

/** From over a line into a zone. */
export async function addMovement(store: Store, lineId: string, zoneId: string): Promise<void> {
  const drawing = {
    name: 'Into the zone',
    entry: { kind: 'line', lineId, direction: 'in' },
    exit: { kind: 'zone', zoneId },
  } as const;
  value(await store.command('movement.create', { actor: 'test', cameraId: 'cam-1', drawing }));
}

export function sessionOpen(sessionId: string, change: Partial<SessionOpen> = {}): SessionOpen {
  return {
    kind: 'session-open',
    sessionId,
    cameraId: 'cam-1',
    mode: 'live',
    jobId: null,
    run: {
      runId: 'run-1',
      modelId: 'small',
      modelSha256: 'aa',
      configSha256: 'bb',
      width: 640,
      height: 360,
      decoder: 'software',
      provider: 'cpu',
      software: '0.1.0',
    },
    width: 640,
    height: 360,
    anchorUtcUs: NOON,
    anchorMediaUs: 0,
    anchorQuality: 'given',
    ...change,
  };
}

export function crossing(sessionId: string, lineVersionId: string, change: Partial<Crossing> = {}): Crossing {
  const mediaUs = change.mediaUs ?? 0;
  return {
    kind: 'crossing',
    sessionId,
    track: 1,
    lineVersionId,
    ordinal: 1,
    direction: 'in',
    mediaUs,
    utcUs: NOON + mediaUs,
    frameId: Math.round(mediaUs / 80_000),
    x: 0.5,
    y: 0.5,
    classSoFar: 'car',
    ...change,
  };
}

export function trackEnd(sessionId: string, change: Partial<TrackEnd> = {}): TrackEnd {
  return {
    kind: 'track-end',
    sessionId,
    track: 1,
    class: 'car',
    votes: { car: 3 },
    firstMediaUs: 0,
    lastMediaUs: SECOND,
    firstUtcUs: NOON,
    lastUtcUs: NOON + SECOND,
    firstFrameId: 0,
    lastFrameId: 12,
    points: 13,
    ...change,
  };
}

export function batch(facts: readonly Fact[], body: Uint8Array = new Uint8Array(), seq = 1): FactBatch {
  return { sender: 'camera-0', seq, facts, body };
}

/** The rows of every table that facts reach, without what only says when or in which order they were written. */
export function factTables(file: string): Record<string, unknown[]> {
  const db = new Database(file, { readonly: true });
  try {
    const all = (text: string): unknown[] => db.prepare(text).all();
    return {
      sessions: all('SELECT * FROM session ORDER BY id'),
      runs: all('SELECT * FROM run ORDER BY id'),
      crossings: all('SELECT * FROM crossing ORDER BY id'),
      visits: all('SELECT * FROM zone_visit ORDER BY id'),
      tracks: all('SELECT * FROM track ORDER BY session, number'),
      paths: all('SELECT * FROM path_chunk ORDER BY id'),
      coverage: all('SELECT * FROM coverage ORDER BY session, from_media_us'),
      holes: all('SELECT * FROM hole ORDER BY camera, from_utc_us, cause'),
      checkpoints: all('SELECT * FROM checkpoint ORDER BY session'),
      events: all('SELECT * FROM camera_event ORDER BY id'),
      strays: all('SELECT * FROM stray_fact ORDER BY id'),
      rollups: all('SELECT * FROM rollup ORDER BY scope, line_version, seconds, start_utc_us, direction, class'),
      movements: all('SELECT * FROM track_movement ORDER BY session, track'),
      movementRollups: all(
        'SELECT * FROM movement_rollup ORDER BY scope, camera, seconds, start_utc_us, movement_version, class',
      ),
      coverageBins: all('SELECT * FROM coverage_bin ORDER BY scope, camera, seconds, start_utc_us'),
    };
  } finally {
    db.close();
  }
}

export function expectFailure(result: Result<unknown>, code: string): void {
  expect(result).toMatchObject({ ok: false, failure: { code } });
  if (result.ok) return;
  expect(result.failure.message.length).toBeGreaterThan(10);
  expect(result.failure.hint.length).toBeGreaterThan(10);
}
