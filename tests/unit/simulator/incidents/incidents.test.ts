import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { IncidentEvent, IncidentKind } from '../../../../simulator/incidents/incident.ts';
import { SCENES, withIncidents } from '../../../../simulator/scenes/scenes.ts';
import { createTraffic } from '../../../../simulator/traffic/simulation.ts';
import { truthOf } from '../../../../simulator/truth/run-truth.ts';
import { actorOverlap } from '../../../../simulator/world/footprint.ts';

type Run = ReturnType<typeof createTraffic>;

function sceneWith(name: string, seed: number, kind: IncidentKind, at: number) {
  const scene = SCENES[name]?.(seed);
  if (scene === undefined) throw new Error(`no scene ${name}`);
  return withIncidents(scene, [{ kind, at }]);
}

/** Runs until a second; nobody may touch anybody or anything. */
function play(name: string, seed: number, kind: IncidentKind, until: number, look: (run: Run) => void = () => {}) {
  const traffic = createTraffic(sceneWith(name, seed, kind, 60));
  let deepest = 0;
  for (let step = 0; traffic.seconds < until; step += 1) {
    traffic.step();
    look(traffic);
    if (step % 25 > 0) continue;
    const actors = traffic.actors();
    for (const [at, one] of actors.entries()) {
      for (const other of actors.slice(at + 1)) deepest = Math.max(deepest, actorOverlap(one, other));
    }
  }
  expect(deepest).toBeLessThan(0.05);
  return traffic.events();
}

const lasted = (event: IncidentEvent | undefined): number => (event?.to ?? NaN) - (event?.from ?? NaN);

describe('a scripted incident', () => {
  it('stops a vehicle in its lane for as long as it says, and others get around it', () => {
    let stood = 0;
    let passed = 0;
    const [event] = play('motorway', 3, 'stopped-vehicle', 260, (run) => {
      const broken = run.vehicles.find(({ halt }) => halt?.reason === 'breakdown' && halt.until !== null);
      if (broken === undefined) return;
      stood += 0.04;
      expect(broken.speed).toBeLessThan(0.1);
      passed = Math.max(passed, run.vehicles.filter(({ odometer }) => odometer > broken.odometer + 30).length);
    });
    expect(event).toMatchObject({ kind: 'stopped-vehicle', to: expect.any(Number) });
    expect(lasted(event)).toBeCloseTo(90, 0);
    expect(stood).toBeCloseTo(90, 0);
    expect(passed).toBeGreaterThan(3);
  });

  it('makes a driver brake to a stop with others behind who brake as well', () => {
    let hardest = 0;
    const [event] = play('bridge', 3, 'sudden-stop', 150, (run) => {
      if (run.seconds < 60) return;
      hardest = Math.min(hardest, ...run.vehicles.map(({ acceleration }) => acceleration));
    });
    expect(event?.kind).toBe('sudden-stop');
    expect(hardest).toBeLessThan(-5.9);
  });

  it('lays something on the road that everybody drives around', () => {
    const lying = new Set<number>();
    const [event] = play('motorway', 4, 'debris', 240, (run) => {
      for (const { class: kind, id } of run.actors()) if (kind === 'debris') lying.add(id);
    });
    expect([...lying]).toEqual(event?.ids);
    expect(lasted(event)).toBeCloseTo(120, 0);
  });

  it('sends somebody against the traffic along the whole road', () => {
    const headings = new Set<number>();
    const [event] = play('motorway', 3, 'wrong-way', 150, (run) => {
      const id = run.events()[0]?.ids[0];
      const actor = run.actors().find((one) => one.id === id);
      if (actor !== undefined) headings.add(Math.round(Math.cos(actor.heading)));
    });
    // The motorway runs to the east.
    expect([...headings]).toEqual([-1]);
    expect(lasted(event)).toBeGreaterThan(20);
  });

  it('has somebody stand between the lanes, and drivers who wait', () => {
    const [event] = play('junction', 4, 'pedestrian-on-carriageway', 160);
    expect(lasted(event)).toBeGreaterThan(20);
  });

  it('holds a queue back into the junction, and a jam for more than five minutes', { timeout: 60_000 }, () => {
    const [spillback] = play('junction', 3, 'spillback', 240);
    expect(spillback?.kind).toBe('spillback');
    const [jam] = play('bridge', 5, 'jam', 700);
    expect(lasted(jam)).toBeGreaterThan(300);
  });

  it('misses by the post-encroachment time that was asked for, as measured from the outlines', () => {
    const records = [...truthOf(sceneWith('junction', 4, 'near-miss', 60), { minutes: 2, fps: 5, warmUpSeconds: 30 })];
    const schema = z.looseObject({ kind: z.string() });
    const all = records.map((line) => schema.parse(JSON.parse(line)));
    const event = all.find((one) => one.kind === 'event');
    const [first, second] = z.array(z.number()).parse(event?.ids);
    expect(event?.pet).toBe(1.2);
    const measured = all.find((one) => one.kind === 'conflict' && one.first === first && one.second === second);
    expect(z.number().parse(measured?.pet)).toBeCloseTo(1.2, 1);
  });
});
