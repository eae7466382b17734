import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { z } from 'zod';
import type { SessionView } from '../../../domain/contracts/api.ts';
import { analysisSettingsSchema } from '../../../domain/contracts/camera-config.ts';
import type { SessionRows } from '../../../workers/store/index.ts';
import {
  addReplayCamera,
  calibrate,
  cutRecording,
  finishReplay,
  playLive,
  rowsOf,
  sessionsOf,
  startReplay,
} from '../../support/replays.ts';
import { SMALL_MODEL, startTestSite, type TestSite } from '../../support/test-site.ts';

const SECONDS = 8;
/** Pictures a second, try after try; 0 takes all. A machine with other work to do drops fewer of fewer. */
const RATES = [0, 0, 5];
/** A zone of this recording is never full: its states begin early enough to change in it. */
const EARLY_STATES = {
  warning: { over: 0.03, under: 0.02 },
  heavy: { over: 0.06, under: 0.05 },
  jam: { over: 0.2, under: 0.15 },
};
const maybe = z.number().nullable();
const speedRow = z.tuple([z.string(), maybe, maybe, maybe, maybe, maybe, z.string().nullable()]);
const media = mkdtempSync(path.join(os.tmpdir(), 'tcc-media-'));
let site: TestSite;

interface Shown {
  readonly session: SessionView;
  readonly rows: SessionRows;
}
interface Twins {
  readonly live: Shown;
  readonly replay: Shown;
  readonly dropped: number;
}
let twins: Twins;
let calibrationId: string;

async function shown(sessionId: string | null): Promise<Shown> {
  const session = (await sessionsOf(site, 'replayed')).find((candidate) => candidate.sessionId === sessionId);
  if (session === undefined) throw new Error('the session is not listed');
  return { session, rows: rowsOf(site, sessionId) };
}

async function makeTwins(clip: string, maxFps: number): Promise<Twins> {
  const analysis = analysisSettingsSchema.parse({ maxFps, density: { states: EARLY_STATES } });
  await site.api('PATCH', 'cameras/replayed', { analysis });
  const job = await finishReplay(site, await startReplay(site, { path: clip }));
  const { session, drops } = await playLive(site, clip);
  return {
    replay: await shown(job.sessionId),
    live: await shown(session.sessionId),
    dropped: Object.values(drops).reduce((sum, count) => sum + count, 0),
  };
}

beforeAll(async () => {
  const clip = await cutRecording(media, SECONDS);
  site = await startTestSite({ model: SMALL_MODEL, media: [media] });
  await addReplayCamera(site);
  calibrationId = await calibrate(site);
  await site.api('POST', 'cameras/replayed/movements/generate', { turns: true, anyDirection: true });
  for (const maxFps of RATES) {
    twins = await makeTwins(clip, maxFps);
    if (twins.dropped === 0) break;
  }
}, 240_000);
afterAll(async () => {
  await site.stop();
  rmSync(media, { recursive: true });
});

/** What was not seen by both cannot be equal: said aloud, because it proves nothing. */
function unlessDropped(context: TestContext): void {
  context.skip(twins.dropped > 0, `this machine was too busy: ${twins.dropped} live pictures were dropped in each try`);
}

describe('a recording shown live and the same recording replayed at full speed', () => {
  it('counts what it drops live, and drops nothing in the replay', async () => {
    const pictures = twins.replay.session.frames ?? 0;
    expect(pictures).toBeGreaterThan(SECONDS * 4);
    expect((twins.live.session.frames ?? 0) + twins.dropped).toBe(pictures);
  });

  it('are judged by the same model, settings and decoder', () => {
    expect(twins.live.session.runId).toBe(twins.replay.session.runId);
    expect(twins.live.session.mode).toBe('live');
    expect(twins.replay.session.mode).toBe('replay');
  });

  it('measure speeds, each with its ±, under the calibration of the camera', () => {
    const speeds = twins.replay.rows.crossings.map((text) => speedRow.parse(JSON.parse(text).slice(11)));
    expect(speeds.every(([calibration]) => calibration === calibrationId)).toBe(true);
    const measured = speeds.filter(([, speed]) => speed !== null);
    expect(measured.length).toBeGreaterThan(3);
    for (const [, speed, plusMinus, , , , refusal] of measured) {
      expect(speed).toBeGreaterThan(0);
      expect(plusMinus).toBeGreaterThan(0);
      expect(refusal).toBeNull();
    }
    for (const [, speed, , , , , refusal] of speeds) expect(speed === null).toBe(refusal !== null);
  });

  it.for(['crossings', 'tracks', 'paths', 'coverage', 'visits', 'movements', 'zoneStates', 'zoneMinutes'] as const)(
    'give the same %s, row for row',
    (table, context) => {
      unlessDropped(context);
      expect(twins.live.rows[table].length).toBeGreaterThan(0);
      expect(twins.live.rows[table]).toEqual(twins.replay.rows[table]);
    },
  );
});
