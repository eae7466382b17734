import { describe, expect, it } from 'vitest';
import { followTrails } from '../../../../../renderer/canvas/layers/trails.ts';
import type { Trails } from '../../../../../renderer/canvas/layers/trails.ts';
import { captureName } from '../../../../../renderer/features/live/capture-name.ts';
import { tileAct } from '../../../../../renderer/features/live/tile-keys.ts';
import { readLayers } from '../../../../../renderer/state/layer-store.ts';

const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

describe('the keys of a tile', () => {
  it.each([
    ['+', {}, { act: 'zoom', factor: 1.5 }],
    ['-', {}, { act: 'zoom', factor: 1 / 1.5 }],
    ['0', {}, { act: 'whole' }],
    ['f', {}, { act: 'freeze' }],
    ['F', {}, { act: 'freeze' }],
    ['c', {}, { act: 'capture', overlay: true }],
    ['C', { shiftKey: true }, { act: 'capture', overlay: false }],
    ['o', {}, { act: 'open' }],
    ['ArrowLeft', { shiftKey: true }, { act: 'pan', right: -1, down: 0 }],
    ['ArrowLeft', {}, null],
    ['c', { ctrlKey: true }, null],
    ['Enter', {}, null],
    ['1', {}, null],
  ])('%s with %o', (key, modifiers, act) => {
    expect(tileAct({ ...plain, ...modifiers, key })).toEqual(act);
  });
});

describe('the name of a saved picture', () => {
  const at = Date.UTC(2026, 2, 29, 23, 5, 9) * 1000;
  it.each([
    ['UTC', 'north_2026-03-29_23-05-09.jpg'],
    ['Asia/Ho_Chi_Minh', 'north_2026-03-30_06-05-09.jpg'],
    ['Europe/Berlin', 'north_2026-03-30_01-05-09.jpg'],
  ])('is the time of the picture in %s', (zone, name) => {
    expect(captureName('north', at, zone)).toBe(name);
  });
  it('midnight is 00, not 24', () => {
    expect(captureName('north', Date.UTC(2026, 0, 1) * 1000, 'UTC')).toBe('north_2026-01-01_00-00-00.jpg');
  });
});

describe('the layers that a screen remembers', () => {
  it('are the usual ones at first, then what was chosen, even none', () => {
    expect([...readLayers(null)]).toEqual(['boxes', 'queues', 'labels', 'ids', 'speeds']);
    expect([...readLayers('lines zones nonsense')]).toEqual(['zones', 'lines']);
    expect([...readLayers('')]).toEqual([]);
  });
});

describe('the path behind a vehicle', () => {
  const track = (n: number, x: number) => ({ n, c: 'car', b: [x, 0, x + 100, 65_535] as const });
  it('is where it stood on the road, for those that are followed', () => {
    const trails: Trails = new Map();
    followTrails(trails, [track(1, 0), track(0, 500)]);
    followTrails(trails, [track(1, 65_435)]);
    expect([...trails.keys()]).toEqual([1]);
    expect(trails.get(1)?.points.map(({ y }) => y)).toEqual([1, 1]);
    expect(trails.get(1)?.points[1]?.x).toBeCloseTo(1, 2);
  });
  it('has an end, and goes with its vehicle', () => {
    const trails: Trails = new Map();
    for (let step = 0; step < 500; step += 1) followTrails(trails, [track(1, step)]);
    expect(trails.get(1)?.points.length).toBeLessThanOrEqual(75);
    for (let step = 0; step < 30; step += 1) followTrails(trails, []);
    expect(trails.size).toBe(0);
  });
});
