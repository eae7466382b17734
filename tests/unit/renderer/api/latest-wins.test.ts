import { expect, it } from 'vitest';
import { latestWins } from '../../../../renderer/api/latest-wins.ts';

it('one picture of a camera is in work, the newest waits, those between are let go; cameras do not wait for each other', () => {
  const started: string[] = [];
  const overtaken: string[] = [];
  const queue = latestWins<number>({
    start: (key, item) => started.push(`${key}${item}`),
    overtaken: (key) => overtaken.push(key),
  });
  for (const item of [1, 2, 3, 4]) queue.put('a', item);
  queue.put('b', 1);
  expect([started, overtaken]).toEqual([
    ['a1', 'b1'],
    ['a', 'a'],
  ]);
  queue.finished('a');
  queue.finished('a');
  queue.put('a', 5);
  expect(started).toEqual(['a1', 'b1', 'a4', 'a5']);
});
