import { describe, expect, it } from 'vitest';
import { linePosition, prepareLine } from '../../../domain/counting/count-line.ts';
import { normPoint } from '../../../domain/geometry/points.ts';
import { crossingRecords } from '../../../scripts/demo/clip-truth.ts';
import { linesInPicture, simplified, zonesInPicture } from '../../../scripts/demo/picture-drawings.ts';
import { cameraAt } from '../../../simulator/camera/mounts.ts';
import { inPicture } from '../../../simulator/camera/picture-geometry.ts';
import { SCENES } from '../../../simulator/scenes/scenes.ts';

const SIZE = { width: 640, height: 360 };
const cameras = Object.values(SCENES).flatMap((make) => {
  const scene = make(7);
  return scene.mounts.map((mount) => ({ scene, camera: cameraAt(mount, SIZE) }));
});

describe('what a scene counts, drawn over a picture', () => {
  it('keeps the meaning of in and out', () => {
    let checked = 0;
    for (const { scene, camera } of cameras) {
      for (const { name, from, to } of linesInPicture(camera, scene)) {
        const line = scene.lines.find((one) => one.name === name);
        if (line === undefined) continue;
        const [dx, dy] = [line.to.x - line.from.x, line.to.y - line.from.y];
        const middle = { x: (line.from.x + line.to.x) / 2, y: (line.from.y + line.to.y) / 2 };
        const left = { x: middle.x - dy * 0.02, y: middle.y + dx * 0.02 };
        const [seen] = inPicture(camera, [left]) ?? [];
        if (seen === undefined) continue;
        const drawn = { versionId: name, from: normPoint(...from), to: normPoint(...to), reference: normPoint(0.5, 1) };
        expect(linePosition(prepareLine(drawn, 640 / 360), normPoint(seen.x, seen.y)).across).toBeGreaterThan(0);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(10);
  });

  it('cuts zones at the edges of the picture', () => {
    const zones = cameras.flatMap(({ scene, camera }) => zonesInPicture(camera, scene));
    expect(zones.length).toBeGreaterThan(10);
    for (const { points } of zones) {
      expect(points.length).toBeGreaterThanOrEqual(3);
      // As many as a drawing may have.
      expect(points.length).toBeLessThanOrEqual(64);
      for (const value of points.flat()) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('an outline with too many corners', () => {
  it('keeps those that matter', () => {
    const along = (from: number, to: number, count: number) =>
      Array.from({ length: count }, (_, at) => from + ((to - from) * at) / count);
    const square = [
      ...along(0.1, 0.9, 20).map((x) => ({ x, y: 0.1 + 0.001 * Math.sin(40 * x) })),
      ...along(0.1, 0.9, 20).map((y) => ({ x: 0.9, y })),
      ...along(0.9, 0.1, 20).map((x) => ({ x, y: 0.9 })),
      ...along(0.9, 0.1, 20).map((y) => ({ x: 0.1, y })),
    ];
    const kept = simplified(square);
    expect(kept).toHaveLength(4);
    expect(kept.map(({ x, y }) => [x.toFixed(1), y.toFixed(1)])).toEqual([
      ['0.1', '0.1'],
      ['0.9', '0.1'],
      ['0.9', '0.9'],
      ['0.1', '0.9'],
    ]);
  });
});

describe('crossings in a picture', () => {
  const line = { name: 'road', from: [0.2, 0.5], to: [0.8, 0.5] } as const;
  const box = (frame: number, id: number, middle: number, bottom: number) => ({
    ...({ kind: 'box', frame, id, class: 'car', visible: 1 } as const),
    box: [middle - 10, bottom - 20, middle + 10, bottom] as const,
  });

  it('are those of the middle of the lower edge, within the ends of the line', () => {
    const boxes = [
      ...[box(0, 1, 320, 170), box(0, 2, 40, 170), box(0, 3, 300, 200)],
      ...[box(1, 1, 322, 190), box(1, 2, 42, 190), box(1, 3, 300, 181)],
      ...[box(4, 1, 322, 195), box(4, 3, 300, 179)],
    ];
    expect(crossingRecords(boxes, [line], SIZE)).toEqual([
      { kind: 'crossing', line: 'road', frame: 1, id: 1, class: 'car', direction: 'in' },
      { kind: 'crossing', line: 'road', frame: 4, id: 3, class: 'car', direction: 'out' },
    ]);
  });
});
