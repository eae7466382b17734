import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { jobNow, openBenchSite } from '../../bench/support/bench-site.ts';
import type { BenchSite } from '../../bench/support/bench-site.ts';
import type { DemoCamera } from '../../bench/support/demo-clips.ts';
import { QUANT_MAX } from '../../domain/tracking/quant-box.ts';
import { decodePathChunks } from '../../workers/analytics/index.ts';
import { openReader } from '../../workers/store/index.ts';
import type { StoreReader } from '../../workers/store/index.ts';

export interface CountedCrossing {
  readonly line: string;
  readonly direction: 'in' | 'out';
  readonly class: string;
  readonly frame: number;
}

/** A box of a track on a frame; in 0 to 1 of the picture. */
export interface TrackedBox {
  readonly track: number;
  readonly frame: number;
  readonly box: readonly [number, number, number, number];
}

/** What the product has stored of the replay of one clip. */
export interface ReplayedClip {
  readonly crossings: readonly CountedCrossing[];
  readonly boxes: readonly TrackedBox[];
}

const POLL_MS = 200;
const MOST_TRACKS = 100_000;
const MOST_CROSSINGS = 1000;

/**
 * Replays the clips through the whole built product, lossless and with its usual settings, and reads what was counted
 * and followed from its store.
 */
export async function replayDemo(
  cameras: readonly DemoCamera[],
  options: { readonly folder: string; readonly model: string },
): Promise<ReadonlyMap<string, ReplayedClip>> {
  const site = await openBenchSite({
    folder: options.folder,
    model: options.model,
    media: cameras.map(({ file }) => path.dirname(file)),
  });
  const results = new Map<string, ReplayedClip>();
  try {
    for (const camera of cameras) {
      await addCamera(site, camera);
      results.set(camera.id, readReplay(site, await replay(site, camera.id, camera.file)));
    }
  } finally {
    await site.stop();
  }
  return results;
}

/** Switched off: it serves replays only, and nothing else asks for the processor. */
async function addCamera(site: BenchSite, { id, name, file, lines }: DemoCamera): Promise<void> {
  await site.api('POST', 'cameras', { id, name, enabled: false, source: { kind: 'file', path: file, pace: 'loop' } });
  for (const line of lines) await site.api('POST', `cameras/${id}/lines`, line);
}

async function replay(site: BenchSite, cameraId: string, clip: string): Promise<string> {
  const answer = await site.api('POST', 'jobs', { cameraId, path: clip, pace: 'max' });
  const { jobId } = z.object({ jobId: z.string() }).parse(answer);
  for (;;) {
    const job = await jobNow(site, jobId);
    if (job?.status === 'done' && job.sessionId !== null) return job.sessionId;
    if (job?.status === 'failed') throw new Error(`the replay of ${clip} failed: ${job.reason}`);
    await pause(POLL_MS);
  }
}

function readReplay(site: BenchSite, sessionId: string): ReplayedClip {
  const reader = openReader(path.join(site.data, 'store.db'));
  if (!reader.ok) throw new Error(reader.failure.message);
  try {
    return { crossings: crossingsOf(reader.value, sessionId), boxes: boxesOf(reader.value, sessionId) };
  } finally {
    reader.value.close();
  }
}

function crossingsOf(reader: StoreReader, sessionId: string): CountedCrossing[] {
  const found: CountedCrossing[] = [];
  const query = { cameraId: null, sessionId, lineId: null, fromUtcUs: null, toUtcUs: null, limit: MOST_CROSSINGS };
  for (let cursor: number | null = null; ;) {
    const page = reader.crossings({ ...query, cursor });
    for (const row of page) {
      found.push({ line: row.lineName, direction: row.direction, class: row.class, frame: row.frameId });
    }
    const last = page.at(-1);
    if (last === undefined) return found;
    cursor = last.cursor;
  }
}

function boxesOf(reader: StoreReader, sessionId: string): TrackedBox[] {
  return reader.sessionTracks(sessionId, -1, MOST_TRACKS).flatMap(({ track, chunks }) => {
    const points = decodePathChunks(chunks);
    if (!points.ok) throw new Error(points.failure.message);
    return points.value.map(({ frameId, box: [left, top, right, bottom] }) => ({
      track,
      frame: frameId,
      box: [shareOf(left), shareOf(top), shareOf(right), shareOf(bottom)] as const,
    }));
  });
}

function shareOf(quantised: number): number {
  return quantised / QUANT_MAX;
}
