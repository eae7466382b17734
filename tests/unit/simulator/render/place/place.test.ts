import { createHash } from 'node:crypto';
import { Mesh } from 'three';
import type { BufferGeometry, Object3D } from 'three';
import { describe, expect, it } from 'vitest';
import { createPlace } from '../../../../../simulator/render/place/place.ts';
import type { Place } from '../../../../../simulator/render/place/place.ts';
import { SCENES } from '../../../../../simulator/scenes/scenes.ts';
import type { SignalLight } from '../../../../../simulator/world/actors.ts';
import { randomStream } from '../../../../../simulator/world/random.ts';

const placeOf = (name: string, seed: number): Place =>
  createPlace(SCENES[name]!(seed).ground, randomStream(seed, 'place'));

function meshesOf(root: Object3D): readonly Mesh[] {
  const found: Mesh[] = [];
  root.traverse((one) => void (one instanceof Mesh && found.push(one)));
  return found;
}

function valuesOf({ geometry }: Mesh, name: string): ArrayLike<number> {
  return geometry.getAttribute(name)?.array ?? [];
}

function hashOf(place: Place): string {
  const hash = createHash('sha256');
  for (const mesh of meshesOf(place.root)) {
    for (const name of ['position', 'normal', 'color', 'uv', 'middle']) {
      const values = mesh.geometry.getAttribute(name)?.array;
      if (values !== undefined) hash.update(new Uint8Array(values.buffer));
    }
  }
  return hash.digest('hex');
}

describe.each(Object.keys(SCENES))('the drawn %s', (name) => {
  const place = placeOf(name, 7);
  const meshes = meshesOf(place.root);

  it('is made of finite numbers', () => {
    for (const mesh of meshes) {
      for (const attribute of Object.keys(mesh.geometry.attributes)) {
        const values = valuesOf(mesh, attribute);
        for (let at = 0; at < values.length; at += 1) {
          if (!Number.isFinite(values[at])) expect.fail(`${mesh.name} ${attribute} ${at}: ${values[at]}`);
        }
      }
    }
  });

  it('has ground that looks up, corner order and normals alike', () => {
    const ground = meshes.filter((mesh) =>
      ['asphalt', 'paving', 'grass', 'water', 'paint', 'wear'].includes(mesh.name),
    );
    expect(ground.length).toBeGreaterThan(3);
    for (const mesh of ground) {
      const [place3, normals] = [valuesOf(mesh, 'position'), valuesOf(mesh, 'normal')];
      for (let at = 0; at < place3.length; at += 9) {
        const [ax, ay, bx, by, cx, cy] = [0, 1, 3, 4, 6, 7].map((step) => place3[at + step]!) as [
          number,
          number,
          number,
          number,
          number,
          number,
        ];
        const across = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
        if (across < -1e-4 || normals[at + 2] !== 1)
          expect.fail(`${mesh.name} ${at / 9}: ${across}, ${normals[at + 2]}`);
      }
    }
  });

  it('reaches the horizon', () => {
    const farthest = Math.max(
      ...meshes.map((mesh) => {
        mesh.geometry.computeBoundingSphere();
        return mesh.geometry.boundingSphere?.radius ?? 0;
      }),
    );
    expect(farthest).toBeGreaterThan(500);
  });

  it('comes out the same from the same seed, and another from another', () => {
    const hash = hashOf(place);
    expect(hashOf(placeOf(name, 7))).toBe(hash);
    expect(hashOf(createPlace(SCENES[name]!(7).ground, randomStream(8, 'place')))).not.toBe(hash);
  });

  it('frees every geometry that it made', () => {
    const own = placeOf(name, 4);
    const made = new Set<BufferGeometry>(meshesOf(own.root).map(({ geometry }) => geometry));
    const freed = new Set<BufferGeometry>();
    for (const geometry of made) geometry.addEventListener('dispose', () => freed.add(geometry));
    own.dispose();
    expect(freed.size).toBe(made.size);
    expect(made.size).toBeGreaterThan(10);
  });
});

describe('the signals of a place', () => {
  const place = placeOf('junction', 7);
  const groups = [...new Set(SCENES['junction']!(7).ground.signalPosts.map(({ group }) => group))];
  const lit = (): string[] => {
    const names: string[] = [];
    place.root.traverse((one) => void (/ (red|amber|green)$/.test(one.name) && one.visible && names.push(one.name)));
    return names.sort();
  };

  it('are dark until somebody switches them', () => {
    expect(lit()).toEqual([]);
  });

  it.each<[SignalLight, readonly string[]]>([
    ['red', ['red']],
    ['red-amber', ['amber', 'red']],
    ['amber', ['amber']],
    ['green', ['green']],
  ])('show for %s exactly %s, each group its own', (light, lamps) => {
    for (const group of groups) {
      place.setSignals(groups.map((one) => ({ group: one, light: one === group ? light : 'red' })));
      const others = groups.filter((one) => one !== group).map((one) => `${one} red`);
      expect(lit()).toEqual([...lamps.map((lamp) => `${group} ${lamp}`), ...others].sort());
    }
  });

  it('go dark where no state is given', () => {
    place.setSignals([{ group: groups[0]!, light: 'green' }]);
    expect(lit()).toEqual([`${groups[0]} green`]);
  });
});
