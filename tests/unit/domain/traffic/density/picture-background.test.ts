import { describe, expect, it } from 'vitest';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { areaOfPicture } from '../../../../../domain/traffic/density/density-method.ts';
import type { DensityMethod } from '../../../../../domain/traffic/density/density-method.ts';
import { shrunk } from '../../../../../domain/traffic/density/grey-picture.ts';
import type { GreyPicture } from '../../../../../domain/traffic/density/grey-picture.ts';
import { pictureBackground } from '../../../../../domain/traffic/density/picture-background.ts';
import { DEFAULT_DENSITY_SETTINGS } from '../../../../../domain/traffic/density/settings.ts';
import { quantBox } from '../../../../../domain/tracking/quant-box.ts';
import { randomStream } from './random-stream.ts';

const { background } = DEFAULT_DENSITY_SETTINGS;
const WIDTH = 80;
const HEIGHT = 40;
const whole = areaOfPicture([normPoint(0, 0), normPoint(1, 0), normPoint(1, 1), normPoint(0, 1)]);
const leftHalf = areaOfPicture([normPoint(0, 0), normPoint(0.5, 0), normPoint(0.5, 1), normPoint(0, 1)]);

type Paint = (road: number, x: number, y: number) => number;
const empty: Paint = (road) => road;
/** A vehicle of stripes, brighter and darker than the road, over a fifth of the picture. */
const vehicle: Paint = (road, x, y) => (x < 16 ? (y % 4 < 2 ? 210 : 25) : road);

function filmed(seed: number) {
  const random = randomStream(seed);
  return (paint: Paint, light = 1): GreyPicture => {
    const pixels = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, at) => {
      const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
      const road = 100 + 20 * Math.sin(y / 6);
      return Math.max(0, Math.min(255, Math.round(paint(road, x, y) * light + (random() - 0.5) * 6)));
    });
    return { width: WIDTH, height: HEIGHT, pixels };
  };
}

/** Looks at pictures five times a second. */
function play(
  method: DensityMethod,
  pictures: readonly GreyPicture[],
  from = 0,
  boxes: Parameters<typeof quantBox>[] = [],
) {
  return pictures.map((picture, at) => {
    const held = boxes.map((box) => quantBox(...box));
    method.look({ mediaUs: (from + at) * 200_000, boxes: held, picture: () => picture });
    return method.shareOf(whole);
  });
}

function learned(seed = 1) {
  const film = filmed(seed);
  const method = pictureBackground(background, null);
  play(
    method,
    Array.from({ length: 50 }, () => film(empty)),
  );
  return { film, method };
}

describe('density by the background of the picture', () => {
  it('finds nothing on an empty road, in spite of the noise', () => {
    const { film, method } = learned();
    for (const share of play(
      method,
      Array.from({ length: 20 }, () => film(empty)),
      50,
    ))
      expect(share).toBeLessThan(0.01);
  });

  it('finds a vehicle where it is, as much of it as there is', () => {
    const { film, method } = learned();
    const [share] = play(method, [film(vehicle)], 50);
    expect(share).toBeCloseTo(0.2, 1);
    expect(method.shareOf(leftHalf)).toBeCloseTo(0.4, 1);
    const cells = method.sharesOfCells([
      [0, 0, 13_107, 65_535],
      [32_768, 0, 65_535, 65_535],
    ]);
    expect(cells[0]).toBeGreaterThan(0.9);
    expect(cells[1]).toBeLessThan(0.02);
  });

  it('takes an even darkening for a shadow, and counts it only where it is told to', () => {
    const shade: Paint = (road, x) => (x < 40 ? road * 0.65 : road);
    const { film, method } = learned();
    expect(play(method, [film(shade)], 50)[0]).toBeLessThan(0.06);
    const strict = pictureBackground({ ...background, darkestShadow: 1 }, null);
    play(
      strict,
      Array.from({ length: 50 }, () => film(empty)),
    );
    expect(play(strict, [film(shade)], 50)[0]).toBeGreaterThan(0.45);
  });

  it('follows the light of the day', () => {
    const { film, method } = learned();
    const dusk = Array.from({ length: 1500 }, (_, at) => film(empty, 1 - at / 3000));
    expect(Math.max(...play(method, dusk, 50))).toBeLessThan(0.05);
  });

  it('makes a thing that stays part of the road, but not a vehicle that is followed', () => {
    const pictures = (film: ReturnType<typeof filmed>) => Array.from({ length: 600 }, () => film(vehicle));
    const quick = { ...background, learnSeconds: 20 };
    const left = filmed(3);
    const absorbed = pictureBackground(quick, null);
    play(
      absorbed,
      Array.from({ length: 50 }, () => left(empty)),
    );
    expect(play(absorbed, pictures(left), 50).at(-1)).toBeLessThan(0.03);
    const followed = pictureBackground(quick, null);
    const film = filmed(3);
    play(
      followed,
      Array.from({ length: 50 }, () => film(empty)),
    );
    expect(play(followed, pictures(film), 50, [[0, 0, 0.2, 1]]).at(-1)).toBeCloseTo(0.2, 1);
  });

  it('goes on from a checkpoint as if nothing had happened, and begins anew with bytes that are none', () => {
    const { film, method } = learned(5);
    const rest = Array.from({ length: 40 }, (_, at) => film(at % 7 < 3 ? vehicle : empty));
    const memory = method.memory();
    if (memory === null) throw new Error('a model was learned');
    const restored = pictureBackground(background, Uint8Array.from([9, ...memory]).subarray(1));
    expect(play(restored, rest, 50)).toEqual(play(method, rest, 50));
    expect(pictureBackground(background, Uint8Array.of(1, 2, 3)).memory()).toBeNull();
    expect(pictureBackground(background, memory.subarray(0, 100)).memory()).toBeNull();
  });

  it('says nothing without a picture', () => {
    const method = pictureBackground(background, null);
    method.look({ mediaUs: 0, boxes: [], picture: () => null });
    expect(method.shareOf(whole)).toBe(0);
    expect(method.sharesOfCells([[0, 0, 100, 100]])).toEqual([0]);
  });
});

describe('a picture made smaller', () => {
  it('is the mean of what falls into each pixel, also where it does not divide evenly', () => {
    const bright = Uint8Array.from({ length: 50 }, (_, at) => (at % 10 < 5 ? 10 : 30));
    expect(shrunk(bright, 10, 5, 2)).toEqual({ width: 2, height: 1, pixels: Uint8Array.of(10, 30) });
    const uneven = shrunk(bright, 10, 5, 3);
    expect([uneven.width, uneven.height]).toEqual([3, 2]);
    expect([...uneven.pixels]).toEqual([10, 17, 30, 10, 17, 30]);
    expect(shrunk(bright, 10, 5, 100).pixels).toEqual(bright);
  });
});
