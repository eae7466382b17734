import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionView } from '../../../domain/contracts/api.ts';
import type { SessionRows } from '../../../workers/store/index.ts';
import {
  addReplayCamera,
  cutRecording,
  finishReplay,
  picturesIn,
  playLive,
  rowsOf,
  sessionsOf,
  startReplay,
} from '../../support/replays.ts';
import { SMALL_MODEL, startTestSite, type TestSite } from '../../support/test-site.ts';

const SECONDS = 15;
const TRIES = 3;
const media = mkdtempSync(path.join(os.tmpdir(), 'tcc-media-'));
let site: TestSite;
let pictures: number;
let live: { session: SessionView; drops: Readonly<Record<string, number>> };
let liveRows: SessionRows;
let replay: SessionView | undefined;
let replayRows: SessionRows;

/** A machine with other work to do drops frames of live sources, and then the two have not seen the same. */
async function playWithoutDrops(clip: string): Promise<typeof live> {
  for (let attempt = 1; ; attempt += 1) {
    const played = await playLive(site, clip);
    if (Object.keys(played.drops).length === 0 || attempt === TRIES) return played;
  }
}

beforeAll(async () => {
  const clip = await cutRecording(media, SECONDS);
  pictures = await picturesIn(clip);
  site = await startTestSite({ model: SMALL_MODEL, media: [media] });
  await addReplayCamera(site);
  const job = await finishReplay(site, await startReplay(site, { path: clip }));
  replayRows = rowsOf(site, job.sessionId);
  live = await playWithoutDrops(clip);
  liveRows = rowsOf(site, live.session.sessionId);
  replay = (await sessionsOf(site, 'replayed')).find(({ sessionId }) => sessionId === job.sessionId);
}, 240_000);
afterAll(async () => {
  await site.stop();
  rmSync(media, { recursive: true });
});

describe('a recording shown live and the same recording replayed at full speed', () => {
  it('are both seen whole, nothing dropped', () => {
    expect(live.drops).toEqual({});
    expect(live.session.frames).toBe(pictures);
    expect(replay?.frames).toBe(pictures);
  });

  it('are judged by the same model, settings and decoder', () => {
    expect(live.session.runId).toBe(replay?.runId);
    expect(live.session.mode).toBe('live');
    expect(replay?.mode).toBe('replay');
  });

  it.each(['crossings', 'tracks', 'paths', 'coverage', 'visits'] as const)('give the same %s, row for row', (table) => {
    expect(liveRows[table].length).toBeGreaterThan(0);
    expect(liveRows[table]).toEqual(replayRows[table]);
  });
});
