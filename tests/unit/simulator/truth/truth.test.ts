import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { junctionScene } from '../../../../simulator/scenes/junction.ts';
import { createLineWatch } from '../../../../simulator/truth/line-watch.ts';
import { truthOf } from '../../../../simulator/truth/run-truth.ts';
import type { ActorState } from '../../../../simulator/world/actors.ts';

const RUN = { minutes: 2, fps: 12.5, warmUpSeconds: 60 };
const recordSchema = z.looseObject({ kind: z.string() });
const records = (seed: number) =>
  [...truthOf(junctionScene(seed), RUN)].map((line) => recordSchema.parse(JSON.parse(line)));

describe('the truth of a run', () => {
  it('is the same for the same seed, byte for byte', () => {
    const hash = (seed: number): string => {
      const digest = createHash('sha256');
      for (const line of truthOf(junctionScene(seed), { ...RUN, minutes: 0.5 })) digest.update(line);
      return digest.digest('hex');
    };
    const first = hash(7);
    expect(hash(7)).toBe(first);
    expect(hash(8)).not.toBe(first);
  });

  it('has every frame, on time', () => {
    const frames = records(7).filter(({ kind }) => kind === 'frame');
    expect(frames).toHaveLength(1500);
    expect(frames[100]).toMatchObject({ frame: 100, seconds: 8 });
  });

  it('counts everybody who leaves by a road also over its line', () => {
    const all = records(9);
    const journeys = z
      .array(
        z.object({
          id: z.number(),
          to: z.string(),
          seconds: z.number(),
          travelSeconds: z.number(),
          freeSeconds: z.number(),
        }),
      )
      .parse(all.filter(({ kind }) => kind === 'journey'));
    const crossings = z
      .array(z.object({ id: z.number(), line: z.string(), direction: z.string(), seconds: z.number() }))
      .parse(all.filter(({ kind }) => kind === 'crossing'));
    // Whoever left soon after the start had crossed before it.
    const late = journeys.filter(({ seconds }) => seconds > 60);
    expect(late.length).toBeGreaterThan(20);
    for (const { id, to } of late) {
      const own = crossings.filter((crossing) => crossing.id === id && crossing.line === to);
      expect(own).toHaveLength(1);
    }
    const outwards = new Set(
      late.map(({ id, to }) => crossings.find((one) => one.id === id && one.line === to)?.direction),
    );
    expect(outwards.size).toBe(1);
    // Nobody is faster than a free road allows, and somebody has waited at a red light.
    const delays = journeys.map(({ travelSeconds, freeSeconds }) => travelSeconds - freeSeconds);
    expect(Math.min(...delays)).toBeGreaterThan(-1);
    expect(Math.max(...delays)).toBeGreaterThan(15);
  });

  it('knows of queues at red', () => {
    const queues = z
      .array(z.object({ queues: z.array(z.object({ lane: z.string(), vehicles: z.number(), metres: z.number() })) }))
      .parse(records(7).filter(({ kind }) => kind === 'queues'));
    expect(queues).toHaveLength(120);
    const all = queues.flatMap((second) => second.queues);
    expect(Math.max(...all.map(({ vehicles }) => vehicles))).toBeGreaterThan(2);
    for (const { vehicles, metres } of all) expect(metres / vehicles).toBeGreaterThan(2);
  });

  it('refuses frames that do not meet its steps', () => {
    expect(() => [...truthOf(junctionScene(1), { ...RUN, fps: 30 })]).toThrow('12.5');
  });
});

describe('a watched line', () => {
  const actor = (x: number, y: number) => ({ id: 1, class: 'car', position: { x, y } }) as unknown as ActorState;
  const line = { name: 'L', from: { x: 0, y: 0 }, to: { x: 0, y: 10 } };

  it('tells the moment between two steps, and which way', () => {
    const watch = createLineWatch([line]);
    expect(watch.step([actor(1, 5)], 1)).toEqual([]);
    // Looking from (0, 0) to (0, 10), the left side is the west.
    expect(watch.step([actor(-3, 5)], 1.04)).toMatchObject([{ direction: 'in', seconds: expect.closeTo(1.01, 9) }]);
    expect(watch.step([actor(1, 5)], 1.08)).toMatchObject([{ direction: 'out' }]);
  });

  it('does not reach beyond its ends', () => {
    const watch = createLineWatch([line]);
    watch.step([actor(1, 11)], 0);
    expect(watch.step([actor(-1, 11)], 0.04)).toEqual([]);
  });
});
