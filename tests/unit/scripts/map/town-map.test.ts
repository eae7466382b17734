import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { townMapSchema } from '../../../../domain/contracts/town-map.ts';
import { placeSchema } from '../../../../domain/contracts/camera-config.ts';
import { offsetTo } from '../../../../domain/map/places.ts';
import { townPlace } from '../../../../scripts/demo/town-place.ts';
import { TOWN } from '../../../../scripts/demo/town.ts';
import { isInside } from '../../../../scripts/map/shapes.ts';
import type { Shape } from '../../../../scripts/map/shapes.ts';
import { makeTownMap, townMapText } from '../../../../scripts/map/town-map.ts';
import { repositoryRoot } from '../../../../scripts/run-program.ts';

const FILE = path.join(repositoryRoot, 'assets', 'map', 'town.json');
const text = readFileSync(FILE, 'utf8');
const town = townMapSchema.parse(JSON.parse(text));

function shapesOf(kind: string): readonly Shape[] {
  const layer = town.layers.find((one) => one.kind === kind);
  return (layer?.shapes ?? []).map((steps) => {
    let [x, y] = [0, 0];
    return Array.from({ length: steps.length / 2 }, (_, at) => {
      x += steps[2 * at]! / 10;
      y += steps[2 * at + 1]! / 10;
      return { x, y };
    });
  });
}

describe('the base map', () => {
  it('is what the command makes, byte for byte', () => {
    expect(townMapText(makeTownMap())).toBe(text);
  });

  it('is small', () => {
    expect(statSync(FILE).size).toBeLessThan(1_000_000);
  });

  it('has a carriageway before every camera of the demo', () => {
    const roads = shapesOf('carriageway');
    for (const camera of TOWN) {
      const { heading } = townPlace(camera, { width: 640, height: 360 });
      const { east, north } = offsetTo(town.origin, camera);
      const angle = (heading * Math.PI) / 180;
      // Somewhere along the middle of what it sees.
      const ahead = Array.from({ length: 40 }, (_, step) => ({
        x: east + Math.sin(angle) * step * 2,
        y: north + Math.cos(angle) * step * 2,
      }));
      expect(ahead.some((point) => roads.some((road) => isInside(road, point)))).toBe(true);
    }
  });

  it('has no house in the water or on a carriageway', () => {
    const taken = [...shapesOf('water'), ...shapesOf('carriageway')];
    const wrong = shapesOf('building').filter((house) => {
      const middle = {
        x: house.reduce((sum, { x }) => sum + x, 0) / house.length,
        y: house.reduce((sum, { y }) => sum + y, 0) / house.length,
      };
      return taken.some((shape) => isInside(shape, middle));
    });
    expect(wrong).toEqual([]);
  });
});

it('the cameras of the demo come placed and turned as the town has them', () => {
  const file = readFileSync(path.join(repositoryRoot, 'assets', 'demo', 'demo.json'), 'utf8');
  const { cameras } = z
    .object({ cameras: z.array(placeSchema.required().extend({ id: z.string() })) })
    .parse(JSON.parse(file));
  expect(cameras).toEqual(TOWN.map((camera) => ({ id: camera.id, ...townPlace(camera, { width: 640, height: 360 }) })));
});
