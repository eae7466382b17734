import { describe, expect, it } from 'vitest';
import { factSchema } from '../../../../domain/contracts/facts.ts';
import type { Fact } from '../../../../domain/contracts/facts.ts';
import { createSessionKeeper } from '../../../../workers/analytics/session-keeper.ts';
import { camera, ofKind, replayJob, scene, sessionStart, START_UTC_US } from './analysis-scenes.ts';
import type { SceneFrame } from './analysis-scenes.ts';
import { createFakeOutbox } from './fake-outbox.ts';

const WATCHED = '77777777-7777-4777-8777-777777777777';
/** Traffic is to go up the picture; the vehicles of the scene drive down. */
const up = { from: { x: 0.5, y: 0.9 }, to: { x: 0.5, y: 0.1 } };
const config = camera({
  zones: [
    {
      ...{ zoneId: WATCHED, version: 1, versionId: WATCHED, name: 'road', watch: { carriageway: true, direction: up } },
      points: [
        { x: 0, y: 0.05 },
        { x: 1, y: 0.05 },
        { x: 1, y: 0.95 },
        { x: 0, y: 0.95 },
      ],
    },
  ],
});

/** What is told by a process that is killed behind some frames and goes on from its last checkpoint, until the end. */
function replayed(frames: readonly SceneFrame[], killedAfter: number | null): Fact[] {
  const outbox = createFakeOutbox();
  const first = createSessionKeeper({ cameraId: 'north', outbox, job: replayJob() });
  first.open(sessionStart(config));
  for (const frame of frames.slice(0, killedAfter ?? frames.length)) first.step(frame, frame.detections);
  if (killedAfter === null) {
    first.close('ended', {});
    return outbox.facts;
  }
  const checkpoint = ofKind(outbox.facts, 'checkpoint').at(-1);
  if (checkpoint === undefined) throw new Error('no checkpoint yet');
  const job = replayJob({ checkpoint, sessionId: checkpoint.sessionId });
  const second = createSessionKeeper({ cameraId: 'north', outbox, job });
  second.open(sessionStart(config));
  for (const frame of frames.filter(({ frameId }) => frameId > checkpoint.frameId))
    second.step(frame, frame.detections);
  second.close('ended', {});
  return outbox.facts;
}

/** Each incident by its key: what was told last of it. */
function incidents(facts: readonly Fact[]) {
  return new Map(
    ofKind(facts, 'incident').map(({ sessionId: _, ...told }) => [
      `${told.rule} ${told.ordinal} ${told.end ?? ''}`,
      told,
    ]),
  );
}

describe('the incidents of a session', () => {
  const frames = scene(8);
  const facts = replayed(frames, null);
  const told = ofKind(facts, 'incident');

  it('are told at opening and at closing, with their zone, severity and both times', () => {
    for (const fact of told) expect(factSchema.safeParse(fact).error).toBeUndefined();
    const wrong = told.filter(({ rule }) => rule === 'wrong-way');
    expect(wrong.filter(({ toMediaUs }) => toMediaUs === null)).toHaveLength(2);
    expect(wrong.filter(({ toMediaUs }) => toMediaUs !== null)).toHaveLength(2);
    for (const { fromUtcUs, fromMediaUs, zoneVersionId, severity } of wrong) {
      expect(fromUtcUs - fromMediaUs).toBe(START_UTC_US);
      expect([zoneVersionId, severity]).toEqual([WATCHED, 'critical']);
    }
  });

  it('that stand at its end are closed by it', () => {
    const cut = frames.filter(({ mediaUs }) => mediaUs < 3_000_000);
    const last = ofKind(replayed(cut, null), 'incident').filter(
      ({ rule, toMediaUs }) => rule === 'wrong-way' && toMediaUs !== null,
    );
    expect(last.map(({ end }) => end)).toContain('session-ended');
  });

  it.each([60, 77, 90])('are the same where a process was killed behind frame %i and another went on', (after) => {
    expect(incidents(replayed(frames, after))).toEqual(incidents(facts));
  });

  it('are none where no zone is watched', () => {
    const outbox = createFakeOutbox();
    const keeper = createSessionKeeper({ cameraId: 'north', outbox, job: null });
    keeper.open(sessionStart());
    for (const frame of frames) keeper.step(frame, frame.detections);
    keeper.close('ended', {});
    expect(ofKind(outbox.facts, 'incident')).toEqual([]);
  });

  it('begin when a zone is drawn while the session goes on', () => {
    const outbox = createFakeOutbox();
    const keeper = createSessionKeeper({ cameraId: 'north', outbox, job: null });
    keeper.open(sessionStart());
    for (const frame of frames) {
      if (frame.frameId === 10) keeper.setDrawings(config);
      keeper.step(frame, frame.detections);
    }
    keeper.close('ended', {});
    expect(ofKind(outbox.facts, 'incident').some(({ rule }) => rule === 'wrong-way')).toBe(true);
  });
});
