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
    ofKind(facts, 'path-chunk').map(({ track, bodyOffset, bodyLength }) => ({
      track,
      bytes: body.subarray(bodyOffset, bodyOffset + bodyLength),
    })),
  );
  return {
    session: (id) => (id === 'known' ? { width: 640, height: 360 } : null),
    sessionTracks: (_id, after, limit) =>
      [...classes]
        .filter(([track]) => track > after)
        .slice(0, limit)
        .map(([track, name]) => ({ track, class: name, chunks: all.filter((chunk) => chunk.track === track) })),
  };
}

describe('a line drawn today over stored paths', () => {
  it('gives the crossings that it gave live', () => {
    const counted = retroCount(tracks(), lineDrawingSchema.parse(LINE_DRAWING), 'known');
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
  });

  it.each(scene().map(({ frameId }) => frameId))(
    'gives what stands in the store, also when the process was killed behind frame %i',
    (killedAt) => {
      const killed = createFakeOutbox();
      const session = createSessionKeeper({ cameraId: 'north', outbox: killed, job: null });
      session.open(sessionStart());
      for (const frame of scene().slice(0, killedAt + 1)) session.step(frame, frame.detections);
      const counted = retroCount(tracks(killed), lineDrawingSchema.parse(LINE_DRAWING), 'known');
      if (!counted.ok) throw new Error(counted.failure.message);
      const shape = (rows: readonly { track: number; frameId: number }[]) =>
        rows.map(({ track, frameId }) => [track, frameId]);
      expect(shape(counted.value.crossings)).toEqual(shape(ofKind(killed.facts, 'crossing')));
    },
  );

  it('is refused for a session that nobody knows', () => {
    const counted = retroCount(tracks(), lineDrawingSchema.parse(LINE_DRAWING), 'unknown');
    expect(counted).toMatchObject({ ok: false, failure: { code: 'session-not-found' } });
  });

  it('is refused when a path is damaged', () => {
    const damaged: StoredTracks = {
      session: () => ({ width: 640, height: 360 }),
      sessionTracks: () => [{ track: 1, class: 'car', chunks: [{ bytes: Uint8Array.of(99, 1) }] }],
    };
    expect(retroCount(damaged, lineDrawingSchema.parse(LINE_DRAWING), 'any').ok).toBe(false);
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
