import { describe, expect, it } from 'vitest';
import { createFollowingWatch } from '../../../../simulator/truth/close-following.ts';
import { createEncroachmentWatch } from '../../../../simulator/truth/encroachments.ts';
import { cocoDocument, motLines } from '../../../../simulator/truth/seen-objects.ts';
import type { ActorState } from '../../../../simulator/world/actors.ts';

const box = (id: number, x: number, y: number, heading: number, speed: number): ActorState => ({
  ...{ id, class: 'debris', bodyId: 'box', colour: '#808080', position: { x, y }, heading },
  ...{ parts: [{ x, y, heading }], speed, acceleration: 0, lane: '', length: 4, width: 2, height: 1.5 },
  ...{ braking: false, indicator: 'none', odometer: 0 },
});

describe('an encroachment', () => {
  it.each([0.4, 1.3, 2.6])('is measured between the outlines: %s s', (pet) => {
    const watch = createEncroachmentWatch();
    const found = [];
    // The first leaves the strip of the second (x from -1 to 1) with its rear at 1: when x = 3, after 1.3 s at 10 m/s.
    for (let step = 0; step < 300; step += 1) {
      const now = step * 0.04;
      const first = box(1, -10 + 10 * now, 0, 0, 10);
      // The second one's front reaches the strip of the first (y from -1 to 1) at y = -1.
      const second = box(2, 0, -3 + 5 * (now - 1.3 - pet), Math.PI / 2, 5);
      found.push(...watch.step([first, second], now));
    }
    expect(found).toEqual([expect.objectContaining({ first: 1, second: 2 })]);
    expect(found[0]?.pet).toBeCloseTo(pet, 2);
  });

  it('is none between two that follow each other', () => {
    const watch = createEncroachmentWatch();
    const found = [];
    for (let step = 0; step < 300; step += 1) {
      const now = step * 0.04;
      found.push(...watch.step([box(1, 10 * now, 0, 0, 10), box(2, 10 * now - 12, 0, 0, 10)], now));
    }
    expect(found).toEqual([]);
  });
});

describe('close following', () => {
  it('is told once, with the shortest time to collision', () => {
    const watch = createFollowingWatch();
    const found = [];
    let [speed, x] = [15, -24];
    for (let step = 0; step < 200; step += 1) {
      found.push(...watch.step([box(1, 0, 0, 0, 0), box(2, x, 0, 0, speed)], step * 0.04));
      speed = Math.max(0, speed - 7 * 0.04);
      x += speed * 0.04;
    }
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ leader: 1, follower: 2 });
    expect(found[0]?.ttc).toBeGreaterThan(0.5);
    expect(found[0]?.ttc).toBeLessThan(1.4);
  });
});

describe('what a picture shows', () => {
  const car = { id: 7, class: 'car' as const, box: [10, 20, 50, 45] as const };
  const frames = [
    { frame: 0, objects: [{ ...car, visibleBox: [10, 20, 50, 40] as const, visibleShare: 0.8 }] },
    { frame: 1, objects: [{ ...car, visibleBox: null, visibleShare: 0 }] },
  ];

  it('is written as MOT lines, frames and classes from 1, hidden ones too', () => {
    expect(frames.flatMap(motLines)).toEqual(['1,7,10,20,40,25,1,3,0.80', '2,7,10,20,40,25,1,3,0.00']);
  });

  it('is written as COCO with what can be seen only', () => {
    const document = cocoDocument(frames, { width: 640, height: 360, nameOf: (frame) => `${frame}.jpg` });
    expect(document).toMatchObject({
      images: [{ id: 1, file_name: '0.jpg' }, { id: 2 }],
      annotations: [{ image_id: 1, category_id: 3, bbox: [10, 20, 40, 25], area: 1000, track_id: 7 }],
    });
  });
});
