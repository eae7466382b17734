import { describe, expect, it } from 'vitest';
import { prepareIncidents } from '../../../../../domain/events/incident-watch.ts';
import {
  createPictureWatch,
  restorePicture,
  serializePicture,
  stepPicture,
} from '../../../../../domain/events/picture/picture-watch.ts';
import type { PictureWatch } from '../../../../../domain/events/picture/picture-watch.ts';
import { quantBox } from '../../../../../domain/tracking/quant-box.ts';
import type { QuantBox } from '../../../../../domain/tracking/quant-box.ts';
import { config, film, zone } from '../road-scene.ts';

const [WIDTH, HEIGHT] = [384, 216];
const road = config([zone({ carriageway: true })]);

/** Painted afresh for each moment: 0 to 255 at a pixel. */
type Paint = (x: number, y: number) => number;

/** Houses above and a road with marks below, as blocks of their own greys: the same at every place of the world. */
function world(x: number, y: number): number {
  const block = Math.imul(Math.floor(x / 17) * 73_856_093, 1) ^ Math.imul(Math.floor(y / 13) * 19_349_663, 1);
  const grey = 60 + ((block >>> 3) % 140);
  return y < 90 ? grey : 90 + (Math.floor(x / 60) % 2) * 6;
}

function frameOf(paint: Paint): Uint8Array {
  const raw = new Uint8Array((WIDTH * HEIGHT * 3) / 2).fill(128);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) raw[y * WIDTH + x] = Math.max(0, Math.min(255, paint(x, y)));
  return raw;
}

interface Scene {
  readonly paint: (seconds: number) => Paint;
  readonly boxes?: (seconds: number) => readonly QuantBox[];
}

function watched(
  scene: Scene,
  seconds: number,
  between: (watch: PictureWatch) => PictureWatch = (one) => one,
): string[] {
  const prepared = prepareIncidents(road);
  let watch = createPictureWatch();
  const found = new Map<number, ReturnType<typeof stepPicture>>();
  for (let half = 0; half <= seconds * 2; half += 1) {
    const now = half / 2;
    const raw = frameOf(scene.paint(now));
    const boxes = scene.boxes?.(now) ?? [];
    found.set(half, stepPicture(watch, prepared, { raw, width: WIDTH, height: HEIGHT, nowUs: now * 1e6, boxes }));
    watch = between(watch);
  }
  const { news } = film(road, [], { seconds, fps: 2, picture: (now) => found.get(Math.round(now * 2)) ?? null });
  return news.map(({ rule, openedUs, toUs, evidence }) => {
    const moved = evidence.values['moved'];
    const text = `${rule} ${toUs === null ? 'opens' : 'closes'} ${Math.round(openedUs / 1e6)}`;
    return moved === undefined ? text : `${text} by ${moved.toFixed(2)}`;
  });
}

const box = (left: number, top: number, right: number, bottom: number): Paint => {
  return (x, y) => (x >= left && x < right && y >= top && y < bottom ? 30 : world(x, y));
};
const noise = (paint: Paint, seed: number): Paint => {
  return (x, y) => paint(x, y) + ((Math.imul(x * 31 + y * 17 + seed, 2_654_435_761) >>> 28) - 8) / 2;
};

describe('something on the road that is no vehicle', () => {
  const falls = (at: number): Scene => ({ paint: (s) => noise(s < at ? world : box(200, 150, 212, 158), s * 2) });

  it('is told when it has lain there for the hold time, and is over when it is taken away', () => {
    const taken: Scene = { paint: (s) => (s < 60 ? falls(10).paint(s) : noise(world, s * 2)) };
    expect(watched(taken, 80)).toEqual(['debris opens 30', 'debris closes 30']);
  });

  it.each<readonly [string, Scene]>([
    ['before it has lain long enough', { paint: (s) => (s < 25 ? falls(10).paint(s) : noise(world, s * 2)) }],
    [
      'while a tracked vehicle stands there',
      { ...falls(10), boxes: () => [quantBox(195 / WIDTH, 145 / HEIGHT, 217 / WIDTH, 163 / HEIGHT)] },
    ],
    ['outside the carriageway', { paint: (s) => noise(s < 10 ? world : box(200, 20, 212, 28), s) }],
    ['when the light changes', { paint: (s) => (x, y) => world(x, y) + (s < 10 ? 0 : 40) }],
    [
      'of what drives through untracked',
      { paint: (s) => box(Math.round(s * 9) % WIDTH, 150, (Math.round(s * 9) % WIDTH) + 20, 160) },
    ],
  ])('is not told %s', (_when, scene) => {
    expect(watched(scene, 60)).toEqual([]);
  });
});

describe('a camera that is knocked', () => {
  const knocked = (dx: number, dy: number, at = 30): Scene => ({
    paint: (s) => noise((x, y) => (s < at ? world(x, y) : world(x + dx, y + dy)), s * 2),
  });

  it.each([
    [24, 0, 0.11],
    [-16, 12, 0.09],
    [0, 16, 0.07],
  ])('by %i and %i pixels is told, with how far', (dx, dy, share) => {
    const [told] = watched(knocked(dx, dy), 60);
    expect(told).toMatch(/^camera-moved opens (3[5-9]|4[0-5]) by/);
    expect(Math.abs(Number(told?.split(' ').at(-1)) - share)).toBeLessThan(0.02);
  });

  it('and put back is over', () => {
    const back: Scene = { paint: (s) => (s < 60 ? knocked(24, 0).paint(s) : noise(world, s)) };
    expect(watched(back, 90).map((text) => text.replace(/ by .*/, ''))).toEqual([
      expect.stringMatching('camera-moved opens'),
      expect.stringMatching('camera-moved closes'),
    ]);
  });

  it.each<readonly [string, Scene]>([
    ['trembles a little', knocked(2, 1)],
    ['is covered', { paint: (s) => (s < 30 ? noise(world, s) : () => 20) }],
    ['sees the light go down', { paint: (s) => (x, y) => world(x, y) * (s < 30 ? 1 : 0.5) }],
  ])('is not told when it %s', (_what, scene) => {
    expect(watched(scene, 60)).toEqual([]);
  });
});

describe('the memory of a picture', () => {
  it('goes through a checkpoint without a difference', () => {
    const scene: Scene = { paint: (s) => noise(s < 10 ? world : box(200, 150, 212, 158), s * 2) };
    const stored = (watch: PictureWatch): PictureWatch => {
      const restored = restorePicture(JSON.parse(JSON.stringify(serializePicture(watch))));
      if (!restored.ok) throw new Error(restored.failure.message);
      return restored.value;
    };
    const whole = watched(scene, 45);
    expect(whole).toEqual(['debris opens 30']);
    expect(watched(scene, 45, stored)).toEqual(whole);
  });

  it.each([null, {}, { place: {}, surface: {} }])('is not read when it is damaged: %j', (stored) => {
    expect(restorePicture(stored).ok).toBe(false);
  });
});
