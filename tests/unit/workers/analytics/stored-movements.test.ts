import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toMediaUs } from '../../../../domain/base/time.ts';
import { lineDrawingSchema, zoneDrawingSchema } from '../../../../domain/contracts/camera-config.ts';
import { encodePath } from '../../../../domain/tracking/path-codec.ts';
import { proposeMovements, retroMovements } from '../../../../workers/analytics/stored-movements.ts';
import type { StoredTracks } from '../../../../workers/analytics/stored-paths.ts';

const WEST = randomUUID();
const EAST = randomUUID();
const YARD = randomUUID();
const across = (lineId: string, name: string, x: number) => ({
  lineId,
  ...lineDrawingSchema.parse({ name, from: { x, y: 0.9 }, to: { x, y: 0.1 } }),
});
const corners = [
  { x: 0.4, y: 0.02 },
  { x: 0.6, y: 0.02 },
  { x: 0.6, y: 0.2 },
  { x: 0.4, y: 0.2 },
];
const gates = {
  lines: [across(WEST, 'West', 0.2), across(EAST, 'East', 0.8)],
  zones: [{ zoneId: YARD, ...zoneDrawingSchema.parse({ name: 'Yard', points: corners }) }],
};

/** A vehicle from one place to another over a corner, 40 frames of 0.08 s for each leg. */
function drive(...places: readonly (readonly [x: number, y: number])[]): Uint8Array {
  const points = places.slice(1).flatMap(([x, y], leg) => {
    const [fromX, fromY] = places[leg] ?? [x, y];
    return Array.from({ length: 40 }, (_, at) => [fromX + ((x - fromX) * at) / 40, fromY + ((y - fromY) * at) / 40]);
  });
  return encodePath(
    points.map(([x = 0, y = 0], frameId) => {
      const [left, bottom] = [Math.round(x * 65_535), Math.round(y * 65_535)];
      return { frameId, mediaUs: toMediaUs(frameId * 80_000), box: [left - 900, bottom - 1800, left + 900, bottom] };
    }),
  );
}

const straight = drive([0.05, 0.5], [0.95, 0.5]);
const back = drive([0.95, 0.6], [0.05, 0.6]);
const parking = drive([0.05, 0.5], [0.5, 0.5], [0.5, 0.1]);
const passing = drive([0.5, 0.95], [0.5, 0.3]);
const paths = [straight, straight, straight, back, parking, passing];
const store: StoredTracks = {
  session: (id) => (id === 'known' ? { cameraId: 'north', cameraRevision: null, width: 640, height: 360 } : null),
  cameraRevision: () => null,
  sessionTracks: (_id, after, limit) =>
    paths
      .map((bytes, at) => ({
        track: at + 1,
        class: at === 3 ? 'truck' : 'car',
        chunks: [{ bytes, classSoFar: 'car' }],
      }))
      .filter(({ track }) => track > after)
      .slice(0, limit),
};
const line = (lineId: string, direction: 'in' | 'out') => ({ kind: 'line' as const, lineId, direction });
const movements = [
  { name: 'through', entry: line(WEST, 'in'), exit: line(EAST, 'in') },
  { name: 'back', entry: line(EAST, 'out'), exit: line(WEST, 'out') },
  { name: 'to the yard', entry: line(WEST, 'in'), exit: { kind: 'zone' as const, zoneId: YARD } },
];
const question = { ...gates, sessionId: 'known', movements, afterTrack: 0 };

describe('movements over stored paths', () => {
  it('find the way of each track, or why it has none', () => {
    const answer = retroMovements(store, question);
    if (!answer.ok) throw new Error(answer.failure.message);
    expect(answer.value.tracks.map(({ movement, reason }) => reason ?? movement)).toEqual([0, 0, 0, 1, 2, 'no-gate']);
    expect(answer.value.tracks[3]).toMatchObject({ track: 4, class: 'truck' });
    expect(answer.value.moreAfterTrack).toBeNull();
  });

  it('come in several answers, each bounded', () => {
    const seen: number[] = [];
    for (let after: number | null = 0; after !== null;) {
      const answer = retroMovements(store, { ...question, afterTrack: after }, 2);
      if (!answer.ok) throw new Error(answer.failure.message);
      expect(answer.value.tracks.length).toBeLessThanOrEqual(2);
      seen.push(...answer.value.tracks.map(({ track }) => track));
      after = answer.value.moreAfterTrack;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('are refused for a session that nobody knows', () =>
    expect(retroMovements(store, { ...question, sessionId: 'no' })).toMatchObject({
      ...{ ok: false, failure: { code: 'session-not-found' } },
    }));
});

describe('movements that are proposed', () => {
  it('are the ways driven again and again, with their gates, and say what is there already', () => {
    const known = { movementId: randomUUID(), entry: line(WEST, 'in'), exit: line(EAST, 'in') };
    const answer = proposeMovements(store, { ...gates, sessionIds: ['known'], movements: [known] });
    if (!answer.ok) throw new Error(answer.failure.message);
    expect(answer.value.paths).toBe(6);
    expect(answer.value.proposals).toMatchObject([
      { support: 3, entry: known.entry, exit: known.exit, known: known.movementId },
    ]);
    expect(answer.value.proposals[0]?.path.at(-1)?.x).toBeGreaterThan(0.9);
  });

  it('have no gates where nobody drew one', () => {
    const bare = { lines: [], zones: [], sessionIds: ['known'], movements: [] };
    expect(proposeMovements(store, bare)).toMatchObject({
      ...{ ok: true, value: { proposals: [{ support: 3, entry: null, exit: null, known: null }] } },
    });
  });
});
