import { describe, expect, it } from 'vitest';
import { checkpointSchema, factSchema } from '../../../../domain/contracts/facts.ts';
import type { ReplayJob } from '../../../../domain/contracts/messages.ts';
import { createSessionKeeper } from '../../../../workers/analytics/session-keeper.ts';
import {
  ANCHOR,
  camera,
  LINE,
  ofKind,
  replayJob,
  scene,
  type SceneFrame,
  sessionStart,
  START_UTC_US,
} from './analysis-scenes.ts';
import { createFakeOutbox } from './fake-outbox.ts';

const APPROACH = '55555555-5555-4555-8555-555555555555';
const approach = {
  ...{ zoneId: APPROACH, version: 1, versionId: APPROACH, name: 'approach' },
  points: [
    { x: 0.05, y: 0.1 },
    { x: 0.95, y: 0.1 },
    { x: 0.95, y: 0.52 },
    { x: 0.05, y: 0.52 },
  ],
  approach: { stopLineId: LINE, lanes: 2, lengthMetres: 60 },
};
const config = camera({ zones: [approach] });

function run(frames: readonly SceneFrame[], job: ReplayJob | null, end: boolean) {
  const outbox = createFakeOutbox();
  const keeper = createSessionKeeper({ cameraId: 'north', outbox, job });
  keeper.open(sessionStart(config));
  for (const frame of frames) keeper.step(frame, frame.detections);
  const queues = keeper.queues();
  if (end) keeper.close('ended', {});
  return { outbox, queues };
}

describe('the approaches of a session', () => {
  const frames = scene(12);
  const { outbox, queues } = run(frames, null, true);
  const minutes = ofKind(outbox.facts, 'approach-minute');

  it('tell the minute that is cut by the end of the session, as far as it was watched', () => {
    expect(minutes).toHaveLength(1);
    expect(factSchema.safeParse(minutes[0]).error).toBeUndefined();
    expect(minutes[0]).toMatchObject({ zoneVersionId: APPROACH, lineVersionId: LINE, startUtcUs: START_UTC_US });
    expect(minutes[0]).toMatchObject({ arrivals: 2, departures: 2, metres: 'not-calibrated', maxMetres: null });
    expect(minutes[0]?.watchedUs).toBe(frames.at(-1)?.mediaUs);
  });

  it('are drawn over the picture of the frame', () => {
    expect(queues).toEqual([{ z: APPROACH, n: 0, m: null, d: expect.anything() as number, s: false, bars: [] }]);
  });

  it('are the same in a replay that was killed and went on from its checkpoint', () => {
    const job = replayJob();
    const whole = ofKind(run(frames, job, true).outbox.facts, 'approach-minute');
    const killed = run(frames.slice(0, 90), job, false).outbox;
    const [left] = ofKind(killed.facts, 'checkpoint').slice(-1);
    const checkpoint = checkpointSchema.parse(left);
    const more = frames.slice(frames.findIndex(({ frameId }) => frameId === checkpoint.frameId) + 1);
    const resumed = run(more, { ...job, sessionId: checkpoint.sessionId, checkpoint, anchor: ANCHOR }, true).outbox;
    const told = [...killed.facts, ...resumed.facts];
    const unnamed = (facts: typeof whole) => facts.map(({ sessionId: _, ...fact }) => fact);
    expect(unnamed(ofKind(told, 'approach-minute'))).toEqual(unnamed(whole));
    expect(unnamed(whole)).toEqual(unnamed(minutes));
  });

  it('are none where no zone is an approach', () => {
    const keeper = createSessionKeeper({ cameraId: 'north', outbox: createFakeOutbox(), job: null });
    keeper.open(sessionStart());
    expect(keeper.queues()).toBeNull();
  });
});
