import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../../domain/contracts/facts.ts';
import { createFactBatch } from '../../../../workers/analytics/fact-batch.ts';
import { createSessionAnalysis } from '../../../../workers/analytics/session-analysis.ts';
import { camera, scene, SESSION, sessionStart, SOURCE, ZONE } from './analysis-scenes.ts';
import type { SceneFrame } from './analysis-scenes.ts';

const STATES = {
  warning: { over: 0.05, under: 0.02 },
  heavy: { over: 0.3, under: 0.2 },
  jam: { over: 0.8, under: 0.7 },
};

/** Frames whose brightness shows what the detections say. */
function filmed(): SceneFrame[] {
  return scene().map((frame) => {
    const raw = new Uint8Array((SOURCE.width * SOURCE.height * 3) / 2).fill(110);
    const { boxes, count } = frame.detections;
    for (let at = 0; at < count; at += 1) {
      const [left = 0, top = 0, right = 0, bottom = 0] = boxes.subarray(at * 4, at * 4 + 4);
      const pixel = (share: number, of: number): number => Math.max(0, Math.min(of, Math.round(share * of)));
      for (let row = pixel(top, SOURCE.height); row < pixel(bottom, SOURCE.height); row += 1)
        raw.fill(
          row % 16 < 8 ? 230 : 20,
          row * SOURCE.width + pixel(left, SOURCE.width),
          row * SOURCE.width + pixel(right, SOURCE.width),
        );
    }
    return { ...frame, raw };
  });
}

function run(frames: readonly SceneFrame[], method: string, breakAt: number | null) {
  const start = sessionStart(camera({ analysis: { density: { method, states: STATES } } }));
  const facts: Fact[] = [];
  let analysis = createSessionAnalysis({ sessionId: SESSION, start, restored: undefined });
  const batch = createFactBatch();
  frames.forEach((frame, at) => {
    if (at === breakAt) {
      const restored: unknown = JSON.parse(JSON.stringify(analysis.serialize()));
      analysis = createSessionAnalysis({ sessionId: SESSION, start, restored });
    }
    analysis.step(frame, frame.detections, batch);
  });
  const zones = analysis.zones;
  const last = frames.at(-1);
  if (last === undefined) throw new Error('a film has frames');
  analysis.finish(last, batch);
  facts.push(...batch.take().facts.filter(({ kind }) => kind === 'zone-state' || kind === 'zone-minute'));
  return { facts, zones };
}

describe.each(['union-of-boxes', 'background'])('the zones of a session, by %s', (method) => {
  const frames = filmed();

  it('tell their states and minutes, and what they are like now', () => {
    const { facts, zones } = run(frames, method, null);
    const states = facts.flatMap((fact) => (fact.kind === 'zone-state' ? [fact.to] : []));
    expect(states.slice(0, 2)).toEqual(['warning', 'normal']);
    const watched = facts.flatMap((fact) => (fact.kind === 'zone-minute' ? [fact] : []));
    const span = (frames.at(-1)?.mediaUs ?? 0) - (frames[0]?.mediaUs ?? 0);
    expect(watched.at(-1)).toMatchObject({ zoneVersionId: ZONE, watchedUs: span, maxVehicles: expect.any(Number) });
    expect(watched.at(-1)?.meanDensity).toBeGreaterThan(0.01);
    expect(zones.zones).toMatchObject([{ zoneVersionId: ZONE, state: 'normal', los: null }]);
    expect(zones.grid.cells).toHaveLength(16);
  });

  it.each([3, 20, 41])('are the same when a process is replaced before frame %i', (breakAt) => {
    expect(run(frames, method, breakAt)).toEqual(run(frames, method, null));
  });
});
