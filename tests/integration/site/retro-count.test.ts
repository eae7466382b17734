import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type CrossingRow,
  crossingRowSchema,
  lineListSchema,
  problemSchema,
  retroCountResultSchema,
  type SessionView,
} from '../../../domain/contracts/api.ts';
import {
  type LineVersion,
  type MovementVersion,
  movementVersionSchema,
} from '../../../domain/contracts/camera-config.ts';
import {
  movementRetroResultSchema,
  movementTrackSchema,
  proposalsSchema,
} from '../../../domain/contracts/traffic-api.ts';
import { addReplayCamera, calibrate, cutRecording, playLive } from '../../support/replays.ts';
import { SMALL_MODEL, startTestSite, type TestSite } from '../../support/test-site.ts';

const SECONDS = 14;
const media = mkdtempSync(path.join(os.tmpdir(), 'tcc-media-'));
let site: TestSite;
let session: SessionView;
let lines: readonly LineVersion[];
let movements: readonly MovementVersion[];
let counted: readonly CrossingRow[];

beforeAll(async () => {
  const clip = await cutRecording(media, SECONDS);
  site = await startTestSite({ model: SMALL_MODEL, media: [media] });
  await addReplayCamera(site);
  await calibrate(site);
  await site.api('POST', 'cameras/replayed/movements/generate', { turns: true, anyDirection: true });
  ({ session } = await playLive(site, clip));
  const camera = await site.api('GET', 'cameras/replayed');
  ({ lines, movements } = z
    .object({ lines: lineListSchema, movements: z.array(movementVersionSchema) })
    .parse(camera.body));
  const rows = await site.api('GET', `crossings?sessionId=${session.sessionId}&limit=1000`);
  counted = z.array(crossingRowSchema).parse(rows.body);
}, 180_000);
afterAll(async () => {
  await site.stop();
  rmSync(media, { recursive: true });
});

type Place = Pick<LineVersion, 'from' | 'to'>;

async function countAgain({ from, to }: Place, sessionId = session.sessionId) {
  return site.api('POST', 'retro-count', { drawing: { name: 'drawn today', from, to }, sessionId });
}

async function crossingsOf(place: Place) {
  const answer = await countAgain(place);
  expect(answer.status).toBe(200);
  return retroCountResultSchema.parse(answer.body).crossings;
}

/** The columns that both have, in an order that both have. */
function comparable(rows: readonly Omit<CrossingRow, 'cursor'>[] | Awaited<ReturnType<typeof crossingsOf>>) {
  return rows
    .map(({ track, ordinal, direction, mediaUs, frameId, x, y, class: name, speed }) => ({
      ...{ track, ordinal, direction, mediaUs, frameId },
      ...{ x, y, class: name, speed },
    }))
    .sort((a, b) => a.track - b.track || a.ordinal - b.ordinal);
}

describe('counting over the stored paths of a live session', () => {
  it('gives for every line of the camera exactly the crossings that were counted live', async () => {
    expect(lines).toHaveLength(3);
    expect(session.mode).toBe('live');
    for (const line of lines) {
      const live = counted.filter(({ lineVersionId }) => lineVersionId === line.versionId);
      expect(live.length, line.name).toBeGreaterThan(3);
      expect(comparable(await crossingsOf(line)), line.name).toEqual(comparable(live));
    }
  });

  it('measures them as they were measured live, under the calibration of the time', async () => {
    await site.api('POST', 'cameras/replayed/calibration/withdraw', {});
    const [line] = lines;
    if (line === undefined) throw new Error('the camera has no line');
    const speeds = (await crossingsOf(line)).map(({ speed }) => speed?.metresPerSecond ?? null);
    expect(speeds.filter((speed) => speed !== null).length).toBeGreaterThan(3);
  });

  it('counts a line that nobody had drawn while the session ran', async () => {
    const found = await crossingsOf({ from: { x: 0.05, y: 0.5 }, to: { x: 0.95, y: 0.52 } });
    expect(found.length).toBeGreaterThan(3);
    for (const { mediaUs } of found) expect(mediaUs).toBeLessThan((SECONDS + 1) * 1_000_000);
  });

  it('turns the directions round when the line is drawn the other way', async () => {
    const [line] = lines;
    if (line === undefined) throw new Error('the camera has no line');
    const flip = { in: 'out', out: 'in' } as const;
    const there = comparable(await crossingsOf(line)).map(({ track, direction }) => ({ track, direction }));
    const back = comparable(await crossingsOf({ from: line.to, to: line.from }));
    expect(back.map(({ track, direction }) => ({ track, direction: flip[direction] }))).toEqual(there);
  });

  it('counts nothing on a line beside the road', async () => {
    expect(await crossingsOf({ from: { x: 0, y: 0.02 }, to: { x: 0.3, y: 0.02 } })).toEqual([]);
  });

  it('refuses a line without length, in words', async () => {
    const answer = await countAgain({ from: { x: 0.5, y: 0.5 }, to: { x: 0.5, y: 0.5 } });
    expect(answer.status).toBe(400);
    const { code, message, hint } = problemSchema.parse(answer.body);
    expect(code).toBe('bad-field');
    expect(message).toContain('shorter than one hundredth of the picture');
    expect(hint).not.toBe('');
  });

  it('says so when there is no such session', async () => {
    const answer = await countAgain(
      { from: { x: 0.1, y: 0.5 }, to: { x: 0.9, y: 0.5 } },
      '3f1c1d06-7b68-4a6c-9a39-2f7c5a0f4a11',
    );
    expect(answer.status).toBe(404);
    expect(problemSchema.parse(answer.body).code).toBe('session-not-found');
  });
});

describe('movements over the stored paths of a live session', () => {
  const inOrder = (rows: readonly { track: number }[]) => [...rows].sort((a, b) => a.track - b.track);
  const whenAndHow = 'from=0&to=9000000000000000&limit=1000';

  async function keptRows() {
    const ways = await Promise.all(
      [...movements.map(({ movementId }) => `&movementId=${movementId}`), ''].map((which) =>
        site.api('GET', `cameras/replayed/movements/tracks?${whenAndHow}${which}`),
      ),
    );
    return ways
      .flatMap(({ body }) => z.array(movementTrackSchema).parse(body))
      .filter((row) => row.sessionId === session.sessionId);
  }

  it('are exactly those that were told when each track ended', async () => {
    expect(movements.length).toBeGreaterThan(3);
    const answer = await site.api('POST', 'cameras/replayed/movements/retro-count', { sessionId: session.sessionId });
    const { tracks, moreAfterTrack } = movementRetroResultSchema.parse(answer.body);
    const kept = await keptRows();
    expect(kept.some(({ movementId }) => movementId !== null)).toBe(true);
    expect(moreAfterTrack).toBeNull();
    const live = kept.map(({ track, class: name, movementId, reason, entryMediaUs, exitMediaUs }) => {
      const movement = movementId === null ? null : movements.findIndex((one) => one.movementId === movementId);
      return { track, class: name, movement, reason, entryMediaUs, exitMediaUs };
    });
    expect(inOrder(tracks)).toEqual(inOrder(live));
  });

  it('are proposed from what was driven', async () => {
    const answer = await site.api('POST', 'cameras/replayed/movements/propose', { sessionId: session.sessionId });
    const { paths, proposals } = proposalsSchema.parse(answer.body);
    expect(paths).toBeGreaterThan(3);
    for (const { support } of proposals) expect(support).toBeGreaterThanOrEqual(3);
  });
});
