import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkpointSchema, type SessionOpen } from '../../../domain/contracts/facts.ts';
import { type Message, type ReplayJob, modelsSchema } from '../../../domain/contracts/messages.ts';
import { createDetectorClient, type DetectorClient } from '../../../workers/analytics/index.ts';
import { type CameraUnit, startCameraUnit } from '../../../workers/entries/parts/camera-unit.ts';
import type { FleetParts } from '../../../workers/entries/parts/fleet-parts.ts';
import { findFfmpeg } from '../../../workers/ingest/index.ts';
import { createLog } from '../../../workers/runtime/log.ts';
import { makeVideo } from '../../support/replays.ts';
import { waitFor } from '../../support/test-site.ts';
import { fakeModels } from '../../support/fake-site-data.ts';
import { camera, ofKind, replayJob, SOFTWARE } from '../../unit/workers/analytics/analysis-scenes.ts';
import { createFakeOutbox } from '../../unit/workers/analytics/fake-outbox.ts';

const found = await findFfmpeg();
const media = mkdtempSync(path.join(os.tmpdir(), 'tcc-unit-'));
const clip = path.join(media, 'clip.mp4');
const units: CameraUnit[] = [];
/** Long before anybody would have told of the detectors. */
const WAIT_MS = 50;

beforeAll(async () => {
  if (found.ok) await makeVideo(['-f', 'lavfi', '-i', 'testsrc2=size=960x540:rate=12.5:duration=12', '-g', '12'], clip);
});
afterEach(async () => {
  await Promise.all(units.splice(0).map((unit) => unit.stop()));
});
afterAll(() => rmSync(media, { recursive: true }));

/** A detector that sees nothing, of which nobody has heard yet; it tells of itself when the test says so. */
function setUp() {
  const widths: number[] = [];
  const client = createDetectorClient();
  const answer = (message: Message): void => {
    if (message.type !== 'infer') return;
    widths.push(message.width);
    const { seq, cameraId, frameId } = message;
    const by = { modelId: 'small', modelSha256: 'aa', provider: 'cpu', waitMs: 0, inferMs: 1, batch: 1, count: 0 };
    queueMicrotask(() => client.take({ type: 'detections', seq, cameraId, frameId, ...by }, new Uint8Array(0)));
  };
  client.opened(answer);
  const know = (inputWidth: number): boolean => client.take(modelsOf(inputWidth), new Uint8Array(0));
  return { client, widths, know };
}

function modelsOf(inputWidth: number): Message {
  const models = fakeModels().map((model) => ({ ...model, inputWidth }));
  return modelsSchema.parse({ type: 'models', defaultModelId: models[0]?.modelId ?? null, models });
}

function start(detector: DetectorClient, job: ReplayJob | null) {
  if (!found.ok) throw new Error(found.failure.message);
  const outbox = createFakeOutbox();
  const ends: string[] = [];
  let decoders = 0;
  let most = 0;
  const parts: FleetParts = {
    ffmpeg: found.value,
    detector,
    outbox,
    software: SOFTWARE,
    allowedFolders: [media],
    watched: () => false,
    publish: () => undefined,
    log: createLog('camera-0', () => undefined),
    tell(message) {
      decoders += message.type === 'child-started' ? 1 : message.type === 'child-ended' ? -1 : 0;
      most = Math.max(most, decoders);
    },
    command: () => Promise.resolve({ ok: true, value: {} as never }),
  };
  const source = { kind: 'file', path: clip, pace: job === null ? 'loop' : 'max' } as const;
  const onJobEnd = (status: string, reason: string): void => void ends.push(`${status} ${reason}`.trim());
  const unit = startCameraUnit({ parts, camera: camera({ source }), source, job, onJobEnd }, WAIT_MS);
  units.push(unit);
  const opened = (): SessionOpen[] => ofKind(outbox.facts, 'session-open');
  return { unit, outbox, ends, opened, mostDecoders: () => most };
}

const job = (over: Partial<ReplayJob> = {}): ReplayJob => replayJob({ path: clip, startUtcUs: null, ...over });
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe.skipIf(!found.ok)('a source whose detector is not known yet', () => {
  it('is not replayed at a guessed size, however long that takes', async () => {
    const { client, widths, know } = setUp();
    const { ends, opened } = start(client, job());
    await pause(WAIT_MS * 4);
    expect(widths).toEqual([]);
    know(320);
    await waitFor('the end of the replay', () => ends[0] ?? null);
    expect(ends).toEqual(['done']);
    expect(new Set(widths)).toEqual(new Set([320]));
    expect(opened().map(({ run, width }) => [run.width, width])).toEqual([[320, 320]]);
  });

  it('does not hold up the end of its process', async () => {
    const { client, widths } = setUp();
    const { unit } = start(client, job());
    await unit.stop();
    expect(widths).toEqual([]);
  });

  it('is shown when it is live, and analysed at the right size from when the detector is known, one decoder at a time', async () => {
    const { client, widths, know } = setUp();
    const { opened, mostDecoders } = start(client, null);
    await waitFor('pictures at a guessed size', () => (widths.includes(640) ? true : null));
    know(320);
    await waitFor('pictures at the right size', () => (widths.at(-1) === 320 ? true : null));
    await waitFor('its session', () => (opened().at(-1)?.run.width === 320 ? true : null));
    // The footage begins anew at its end, with the same run.
    const runs = new Map(opened().map(({ run }) => [run.runId, [run.width, run.height]]));
    expect([...runs.values()]).toEqual([
      [640, 360],
      [320, 180],
    ]);
    expect(mostDecoders()).toBe(1);
  });
});

describe.skipIf(!found.ok)('a replay that goes on', () => {
  it('keeps the size that it began with, also when the site has chosen another detector since', async () => {
    const before = setUp();
    before.know(320);
    const first = start(before.client, job());
    await waitFor('two checkpoints', () => ofKind(first.outbox.facts, 'checkpoint')[1] ?? null);
    before.client.close();
    await first.unit.stop();
    const checkpoint = checkpointSchema.parse(ofKind(first.outbox.facts, 'checkpoint')[1]);
    const [opening] = first.opened();
    if (opening === undefined) throw new Error('there was no session');
    const { anchorUtcUs, anchorMediaUs, anchorQuality, run } = opening;
    const anchor = { utcUs: anchorUtcUs, mediaUs: anchorMediaUs, quality: anchorQuality };
    const after = setUp();
    after.know(640);
    const second = start(after.client, job({ sessionId: opening.sessionId, checkpoint, anchor, run }));
    await waitFor('the end of the replay', () => second.ends[0] ?? null);
    expect(second.ends).toEqual(['done']);
    expect(new Set(after.widths)).toEqual(new Set([320]));
    expect(second.opened().map(({ sessionId }) => sessionId)).toEqual([opening.sessionId]);
  });
});
