import { describe, expect, it } from 'vitest';
import { clusterItems } from '../../../../domain/map/clusters.ts';

const item = (id: string, x: number, y: number) => ({ id, x, y });

describe('clusters', () => {
  it('gather what falls into one square, in its middle', () => {
    const clusters = clusterItems([item('a', 10, 10), item('b', 20, 30), item('c', 200, 10)], 50);
    expect(clusters.map(({ x, y, items }) => [x, y, items.map(({ id }) => id)])).toEqual([
      [15, 20, ['a', 'b']],
      [200, 10, ['c']],
    ]);
  });

  it('lose nobody and show nobody twice, however many there are', () => {
    const items = Array.from({ length: 2000 }, (_, at) => item(`c${at}`, (at * 7919) % 1000, (at * 104_729) % 800));
    const ids = clusterItems(items, 46).flatMap((cluster) => cluster.items.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(items.map(({ id }) => id).toSorted());
  });

  it('leave alone what must be seen by itself', () => {
    const clusters = clusterItems([item('a', 1, 1), item('b', 2, 2), item('c', 3, 3)], 50, new Set(['b']));
    expect(clusters.map(({ items }) => items.length).toSorted()).toEqual([1, 2]);
    expect(clusters.some(({ items }) => items.length === 1 && items[0]?.id === 'b')).toBe(true);
  });

  it('belong to the map: the same items give the same clusters wherever the screen is', () => {
    const items = [item('a', -10, 5), item('b', -40, 5), item('c', 10, 5)];
    expect(clusterItems(items, 50).map((cluster) => cluster.items.length)).toEqual([2, 1]);
  });
});
