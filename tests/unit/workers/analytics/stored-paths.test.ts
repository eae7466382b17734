import { describe, expect, it } from 'vitest';
import { lineDrawingSchema } from '../../../../domain/contracts/camera-config.ts';
import { createSessionKeeper } from '../../../../workers/analytics/session-keeper.ts';
import { decodePathChunks, retroCount, type StoredTracks } from '../../../../workers/analytics/stored-paths.ts';
import { LINE_DRAWING, ofKind, scene, sessionStart, storedPaths } from './analysis-scenes.ts';
import { createFakeOutbox, type FakeOutbox } from './fake-outbox.ts';

const outbox = createFakeOutbox();
const keeper = createSessionKeeper({ cameraId: 'north', outbox, job: null });
keeper.open(sessionStart());
for (const frame of scene()) keeper.step(frame, frame.detections);
keeper.close('ended', {});

/** The stored paths of that session, as the store hands them out. */
function tracks(of: FakeOutbox = outbox): StoredTracks {
  const classes = new Map(ofKind(of.facts, 'path-chunk').map(({ track, classSoFar }) => [track, classSoFar]));
  const all = of.puts.flatMap(({ facts, body }) =>
    ofKind(facts, 'path-chunk').map(({ track, bodyOffset, bodyLength, classSoFar }) => ({
      track,
      classSoFar,
      bytes: body.subarray(bodyOffset, bodyOffset + bodyLength),
    })),
  );
  return {
    cameraRevision: () => null,
    session: (id) => (id === 'known' ? { cameraId: 'north', cameraRevision: null, width: 640, height: 360 } : null),
    sessionTracks: (_id, after, limit) =>
      [...classes]
        .filter(([track]) => track > after)
        .slice(0, limit)
        .map(([track, name]) => ({ track, class: name, chunks: all.filter((chunk) => chunk.track === track) })),
  };
}

const question = (sessionId: string, afterTrack = 0) => ({
  drawing: lineDrawingSchema.parse(LINE_DRAWING),
  sessionId,
  afterTrack,
});

/** A long session: the same vehicle over and over, and how many paths were asked for. */
function longSession(length: number) {
  const [first] = tracks().sessionTracks('known', 0, 1);
  if (first === undefined) throw new Error('the scene has no track');
  let read = 0;
  const store: StoredTracks = {
    cameraRevision: () => null,
    session: () => ({ cameraId: 'north', cameraRevision: null, width: 640, height: 360 }),
    sessionTracks(_id, after, limit) {
      const page = Array.from({ length: Math.min(limit, length - after) }, (_, at) => ({
        ...first,
        track: after + at + 1,
      }));
      read += page.length;
      return page;
    },
  };
  return { store, read: () => read };
}

describe('a long session', () => {
  it.each([
    ['as many paths as one answer may look at', { tracks: 70, crossings: 9999 }],
    ['as many crossings as one answer may hold', { tracks: 9999, crossings: 70 }],
  ])('is counted in several answers, of %s', (_case, limits) => {
    const { store } = longSession(500);
    const seen: number[] = [];
    const sizes: number[] = [];
    for (let after: number | null = 0; after !== null;) {
      const answer = retroCount(store, question('long', after), limits);
      if (!answer.ok) throw new Error(answer.failure.message);
      seen.push(...answer.value.crossings.map(({ track }) => track));
      sizes.push(answer.value.crossings.length);
      after = answer.value.moreAfterTrack;
    }
    expect(sizes).toEqual([70, 70, 70, 70, 70, 70, 70, 10]);
    expect(seen).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
  });

  it('costs one answer no more than its share, however long it is', () => {
    const { store, read } = longSession(1_000_000);
    const answer = retroCount(store, question('long'));
    expect(answer.ok && answer.value.moreAfterTrack).toBe(2000);
    expect(read()).toBeLessThanOrEqual(5000);
  });
});

describe('a line drawn today over stored paths', () => {
  it('gives the crossings that it gave live', () => {
    const counted = retroCount(tracks(), question('known'));
    if (!counted.ok) throw new Error(counted.failure.message);
    const live = ofKind(outbox.facts, 'crossing');
    const shape = ({
      track,
      ordinal,
      direction,
      mediaUs,
      frameId,
      x,
      y,
    }: (typeof live)[number] | (typeof counted.value.crossings)[number]) => ({
      track,
      ordinal,
      direction,
      mediaUs,
      frameId,
      x,
      y,
    });
    expect(live).toHaveLength(2);
    expect(counted.value.crossings.map(shape)).toEqual(live.map(shape));
    expect(counted.value.crossings.map((crossing) => crossing.class)).toEqual(['car', 'truck']);
    expect(counted.value.moreAfterTrack).toBeNull();
  });

  it.each(scene().map(({ frameId }) => frameId))(
    'gives what stands in the store, also when the process was killed behind frame %i',
    (killedAt) => {
      const killed = createFakeOutbox();
      const session = createSessionKeeper({ cameraId: 'north', outbox: killed, job: null });
      session.open(sessionStart());
      for (const frame of scene().slice(0, killedAt + 1)) session.step(frame, frame.detections);
      const counted = retroCount(tracks(killed), question('known'));
      if (!counted.ok) throw new Error(counted.failure.message);
      const shape = (rows: readonly { track: number; frameId: number }[]) =>
        rows.map(({ track, frameId }) => [track, frameId]);
      expect(shape(counted.value.crossings)).toEqual(shape(ofKind(killed.facts, 'crossing')));
    },
  );

  it('is refused for a session that nobody knows', () => {
    const counted = retroCount(tracks(), question('unknown'));
    expect(counted).toMatchObject({ ok: false, failure: { code: 'session-not-found' } });
  });

  it('is refused when a path is damaged', () => {
    const damaged: StoredTracks = {
      cameraRevision: () => null,
      session: () => ({ cameraId: 'north', cameraRevision: null, width: 640, height: 360 }),
      sessionTracks: () => [{ track: 1, class: 'car', chunks: [{ bytes: Uint8Array.of(99, 1), classSoFar: 'car' }] }],
    };
    expect(retroCount(damaged, question('any')).ok).toBe(false);
    expect(decodePathChunks([{ bytes: Uint8Array.of(99, 1) }]).ok).toBe(false);
  });
});

describe('a stored path', () => {
  it('comes out whole, in order', () => {
    const [track, points] = [...storedPaths(outbox)][0] ?? [0, []];
    const shown = decodePathChunks(tracks().sessionTracks('known', track - 1, 1)[0]?.chunks ?? []);
    if (!shown.ok) throw new Error(shown.failure.message);
    expect(shown.value).toEqual(points.map(({ frameId, mediaUs, box }) => ({ frameId, mediaUs, box: [...box] })));
    expect(shown.value.length).toBeGreaterThan(32);
  });
});
