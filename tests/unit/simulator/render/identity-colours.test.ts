import { BackSide, BoxGeometry, DoubleSide, Group, Mesh, MeshBasicMaterial, Sprite } from 'three';
import { expect, it } from 'vitest';
import { Repainted } from '../../../../simulator/render/picture/identity-colours.ts';

it('paints what hides others in its number, from the sides that are drawn, and gives the looks back', () => {
  const box = new BoxGeometry();
  const root = new Group();
  const [front, both, back, glass, sky] = [
    new Mesh(box, new MeshBasicMaterial()),
    new Mesh(box, new MeshBasicMaterial({ side: DoubleSide })),
    new Mesh(box, new MeshBasicMaterial({ side: BackSide })),
    new Mesh(box, new MeshBasicMaterial({ transparent: true })),
    new Mesh(box, new MeshBasicMaterial({ depthWrite: false })),
  ];
  const glow = new Sprite();
  root.add(front, both, back, glass, sky, glow);
  const before = [front, both, back].map(({ material }) => material);
  const painted = new Repainted();
  painted.paint(root, 258);
  painted.draw(() => {
    for (const [at, { material }] of [front, both, back].entries()) {
      expect(material).toBeInstanceOf(MeshBasicMaterial);
      expect(material.side).toBe(before[at]?.side);
      expect([material.color.r * 255, material.color.g * 255]).toEqual([2, 1]);
    }
    expect([front, glass, sky, glow].map(({ visible }) => visible)).toEqual([true, false, false, false]);
  });
  expect([front, both, back].map(({ material }) => material)).toEqual(before);
  expect([glass, sky, glow].map(({ visible }) => visible)).toEqual([true, true, true]);
});
