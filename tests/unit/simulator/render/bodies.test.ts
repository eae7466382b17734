import { Box3, Vector3 } from 'three';
import type { BufferGeometry } from 'three';
import { afterAll, describe, expect, it } from 'vitest';
import { BODIES, bodyWithId } from '../../../../simulator/world/bodies.ts';
import { bodyGeometry, disposeBodyGeometry } from '../../../../simulator/render/bodies/body-geometry.ts';
import type { PartGeometry } from '../../../../simulator/render/bodies/body-geometry.ts';
import { styleOf } from '../../../../simulator/render/bodies/styles.ts';

const IDS = BODIES.map(({ id }) => id);
const RIDDEN: readonly string[] = ['bicycle', 'scooter', 'motorcycle'];
/** Most triangles of a rigid body and of one that bends, without those that only show when a lamp is lit. */
const MOST = [4000, 5000];

afterAll(disposeBodyGeometry);

const partsOf = (id: string, phase = 0, variant = 0) => bodyGeometry(id, { phase, variant });
const hullOf = ({ paint, trim, glass }: PartGeometry) => [paint, trim, glass].filter((one) => one !== null);
const trianglesOf = (geometry: BufferGeometry) => (geometry.index?.count ?? 0) / 3;

function boxOf(geometry: BufferGeometry): Box3 {
  geometry.computeBoundingBox();
  return geometry.boundingBox ?? new Box3();
}

/** The part without its mirrors, wheels included, in its own frame. */
function boxWithWheels({ bounds, axles }: PartGeometry): Box3 {
  const box = new Box3(new Vector3(...bounds[0]), new Vector3(...bounds[1]));
  for (const { geometry, x, radius } of axles)
    box.union(
      boxOf(geometry)
        .clone()
        .translate(new Vector3(x, 0, radius)),
    );
  return box;
}

describe.each(IDS)('the drawn %s', (id) => {
  const body = bodyWithId(id);

  it('fills the box of the catalogue, part by part', () => {
    partsOf(id).forEach((part, at) => {
      const { length, width, height } = body.parts[at]!;
      const size = boxWithWheels(part).getSize(new Vector3());
      expect(Math.abs(size.x / length - 1), `length of part ${at}: ${size.x}`).toBeLessThan(0.02);
      expect(Math.abs(size.y / width - 1), `width of part ${at}: ${size.y}`).toBeLessThan(0.02);
      expect(Math.abs(size.z / height - 1), `height of part ${at}: ${size.z}`).toBeLessThan(0.02);
    });
  });

  it('lies around the middle of its shadow', () => {
    partsOf(id).forEach((part, at) => {
      const middle = boxWithWheels(part).getCenter(new Vector3());
      expect(Math.abs(middle.x)).toBeLessThan(0.02 * (body.parts[at]?.length ?? 1));
      expect(Math.abs(middle.y)).toBeLessThan(0.02);
    });
  });

  it('stands on the road', () => {
    for (const part of partsOf(id)) expect(Math.abs(boxWithWheels(part).min.z)).toBeLessThan(0.01);
  });

  it('has mirrors that stick out to the sides alone', () => {
    for (const part of partsOf(id)) {
      const whole = hullOf(part).reduce((box, one) => box.union(boxOf(one)), new Box3());
      const size = boxWithWheels(part).getSize(new Vector3());
      expect(whole.getSize(new Vector3()).x).toBeLessThan(size.x + 0.01);
      expect(whole.max.z).toBeLessThan(boxWithWheels(part).max.z + 0.01);
      expect(whole.getSize(new Vector3()).y).toBeLessThan(size.y + 0.75);
    }
  });

  it('is made of few triangles with sound normals', () => {
    const all = partsOf(id).flatMap((part) => [...hullOf(part), ...part.axles.map(({ geometry }) => geometry)]);
    expect(all.reduce((sum, one) => sum + trianglesOf(one), 0)).toBeLessThan(MOST[body.parts.length - 1]!);
    for (const geometry of [...all, ...partsOf(id).flatMap(({ lamps }) => [...lamps.values()])]) {
      for (const name of ['position', 'normal', 'color']) {
        expect([...geometry.getAttribute(name).array].every(Number.isFinite)).toBe(true);
      }
      const normals = geometry.getAttribute('normal');
      const normal = new Vector3();
      for (let at = 0; at < normals.count; at += 1) {
        expect(Math.abs(normal.fromBufferAttribute(normals, at).length() - 1)).toBeLessThan(1e-3);
      }
    }
  });

  it('turns its wheels around axles where the catalogue has them', () => {
    partsOf(id).forEach(({ axles }, at) => {
      if (axles.length === 0) return;
      const { from, length, axles: places } = body.parts[at]!;
      expect(axles.map(({ x }) => length / 2 - x + from)).toEqual(places.map((place) => expect.closeTo(place, 6)));
      for (const { geometry, radius } of axles) {
        const box = boxOf(geometry);
        expect(Math.abs(box.min.z + radius)).toBeLessThan(0.01);
        expect(Math.abs(box.max.y + box.min.y)).toBeLessThan(1e-6);
      }
    });
  });
});

const LIT = IDS.filter((id) => bodyWithId(id).class !== 'pedestrian');

describe.each(LIT)('the lamps of %s', (id) => {
  const body = bodyWithId(id);
  const parts = partsOf(id);
  /** Lamps in the frame of the whole: metres ahead of its middle. */
  const boxes = (kind: 'head' | 'tail' | 'brake' | 'left' | 'right') =>
    parts.flatMap(({ lamps, lampPlaces }, at) => {
      const { from, length } = body.parts[at]!;
      const shift = new Vector3(body.length / 2 - from - length / 2, 0, 0);
      if (!lamps.has(kind)) return [];
      return lampPlaces.filter((place) => place.kind === kind).map(({ at: place }) => new Vector3(...place).add(shift));
    });

  it('are white in front', () => {
    expect(Math.max(...boxes('head').map(({ x }) => x))).toBeGreaterThan(body.length * 0.08);
  });

  it('are red at the rear', () => {
    for (const { lampPlaces } of parts) {
      for (const { kind, at } of lampPlaces) if (kind === 'tail') expect(at[0]).toBeLessThan(0);
    }
    expect(Math.min(...boxes('tail').map(({ x }) => x))).toBeLessThan(-body.length * 0.2);
    expect(boxes('brake').length).toBeGreaterThanOrEqual(boxes('tail').length);
  });

  it('indicate to the side that they are on', () => {
    for (const place of boxes('left')) expect(place.y).toBeGreaterThan(0);
    for (const place of boxes('right')) expect(place.y).toBeLessThan(0);
    expect(boxes('left').length).toBe(boxes('right').length);
    if (!['bicycle-', 'scooter-kick'].some((name) => id.startsWith(name)))
      expect(boxes('left').length).toBeGreaterThan(0);
  });
});

describe('people in motion', () => {
  const moving = IDS.filter((id) => styleOf(bodyWithId(id)).phases > 1);

  it.each(moving)('%s keeps its feet or wheels on the road in every moment', (id) => {
    const { phases } = styleOf(bodyWithId(id));
    for (let phase = 0; phase < phases; phase += 1) {
      for (const part of partsOf(id, phase)) expect(Math.abs(boxWithWheels(part).min.z)).toBeLessThan(0.01);
    }
  });

  it.each(moving)('%s moves its legs', (id) => {
    const knees = (phase: number) =>
      hullOf(partsOf(id, phase)[0]!).map((one) => [...one.getAttribute('position').array].join());
    expect(knees(3)).not.toEqual(knees(0));
  });

  it.each(IDS.filter((id) => id.startsWith('pedestrian')))('%s is upright all the way', (id) => {
    const { height } = bodyWithId(id);
    for (let phase = 0; phase < styleOf(bodyWithId(id)).phases; phase += 1) {
      expect(Math.abs(boxWithWheels(partsOf(id, phase)[0]!).max.z / height - 1)).toBeLessThan(0.06);
    }
  });

  it.each(IDS.filter((id) => RIDDEN.includes(bodyWithId(id).class)))('%s has riders of several looks', (id) => {
    const looks = [0, 1, 2, 3].map((variant) =>
      [...partsOf(id, 0, variant)[0]!.trim!.getAttribute('color').array].join(),
    );
    expect(new Set(looks).size).toBe(4);
  });
});

it('draws the same geometry for all actors of a make', () => {
  expect(partsOf('car-saloon')).toBe(partsOf('car-saloon'));
});
