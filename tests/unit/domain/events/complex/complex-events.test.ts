import { describe, expect, it } from 'vitest';
import { createComplexState, rest, stepComplex } from '../../../../../domain/events/complex/complex-events.ts';
import { DEFAULT_COMPLEX_SETTINGS as settings } from '../../../../../domain/events/complex/settings.ts';
import type { SimpleEvent } from '../../../../../domain/events/complex/simple-event.ts';
import type { IncidentRule } from '../../../../../domain/events/kinds.ts';

let cursor = 0;
const incident = (seconds: number, rule: IncidentRule, cameraId = 'north'): SimpleEvent => {
  cursor += 1;
  return { kind: 'incident', rule, cursor, id: `incident ${cursor}`, cameraId, utcUs: seconds * 1e6 };
};
const crossing = (seconds: number, cameraId = 'north'): SimpleEvent => {
  cursor += 1;
  return { kind: 'crossing', cursor, id: `crossing ${cursor}`, cameraId, utcUs: seconds * 1e6 };
};
const flow = (from: number, to: number, every: number, cameraId = 'north') =>
  Array.from({ length: Math.floor((to - from) / every) }, (_, at) => crossing(from + at * every, cameraId));

function found(events: readonly SimpleEvent[], state = createComplexState()): string[] {
  return events.flatMap((event) => stepComplex(state, event, settings).map(({ pattern }) => pattern));
}

describe('patterns over the events of a site', () => {
  it.each<readonly [string, readonly SimpleEvent[], readonly string[]]>([
    ['twice the traffic of before', [...flow(0, 600, 4), ...flow(600, 700, 1.5)], ['traffic-surge']],
    ['somewhat more traffic', [...flow(0, 600, 4), ...flow(600, 800, 2.5)], []],
    ['much traffic, nothing known of before', flow(0, 100, 1), []],
    ['more traffic at another camera each', [...flow(0, 600, 4, 'a'), ...flow(600, 700, 1.5, 'b')], []],
    [
      'queues and jams at two cameras',
      [incident(0, 'jam', 'a'), incident(60, 'spillback', 'b'), incident(100, 'jam', 'b')],
      ['gridlock-formation'],
    ],
    ['queues and jams at one camera', [incident(0, 'jam'), incident(60, 'spillback'), incident(100, 'jam')], []],
    [
      'jams at two cameras an hour apart',
      [incident(0, 'jam', 'a'), incident(60, 'jam', 'a'), incident(3600, 'jam', 'b')],
      [],
    ],
    [
      'a sudden stop and a standing vehicle',
      [incident(0, 'sudden-stop'), incident(30, 'stopped-vehicle')],
      ['accident-pattern'],
    ],
    ['the same the other way round', [incident(0, 'stopped-vehicle'), incident(30, 'sudden-stop')], []],
    ['the same at two cameras', [incident(0, 'sudden-stop', 'a'), incident(30, 'stopped-vehicle', 'b')], []],
    ['the same long after', [incident(0, 'sudden-stop'), incident(300, 'stopped-vehicle')], []],
    [
      'people on the road at three cameras',
      ['a', 'b', 'c', 'a', 'b'].map((camera, at) => incident(at * 20, 'on-carriageway', camera)),
      ['evacuation-needed'],
    ],
    ['people on the road at one camera', [0, 1, 2, 3, 4].map((at) => incident(at * 20, 'on-carriageway')), []],
  ])('%s', (_what, events, patterns) => {
    expect(found(events)).toEqual(patterns);
  });

  it('are told once while they go on, and again after their rest', () => {
    const accident = (at: number) => [incident(at, 'sudden-stop'), incident(at + 30, 'stopped-vehicle')];
    const state = createComplexState();
    expect(found([...accident(0), ...accident(60), ...accident(400)], state)).toEqual(['accident-pattern']);
    expect(found(accident(1000), state)).toEqual(['accident-pattern']);
  });

  it('of one camera do not keep those of another from being told', () => {
    const at = (camera: string) => [incident(0, 'near-miss', camera), incident(30, 'debris', camera)];
    expect(found([...at('a'), ...at('b')])).toEqual(['accident-pattern', 'accident-pattern']);
  });

  it('that were told before a restart still rest', () => {
    const state = createComplexState();
    rest(state, 'accident-pattern', { cameras: ['north'] }, 900e6);
    expect(found([incident(0, 'sudden-stop'), incident(30, 'stopped-vehicle')], state)).toEqual([]);
  });

  it('take an event once, however often it is told', () => {
    const jam = incident(0, 'jam', 'a');
    expect(found([jam, jam, jam, incident(60, 'spillback', 'b')])).toEqual([]);
  });

  it('look back over no more than the window', () => {
    const state = createComplexState();
    found(flow(0, 4000, 1), state);
    expect(state.window).toHaveLength(settings.window);
    expect(found([{ ...crossing(5), id: 'late' }], state)).toEqual([]);
    expect(state.window[0]?.utcUs).toBe(3000e6);
  });
});
