import { Color, MeshBasicMaterial, MeshLambertMaterial, MeshPhongMaterial } from 'three';
import type { Material } from 'three';
import { reflectSky } from './reflected-sky.ts';

/*
 * Materials live as long as the page: three.js drops a shader with its last material, and compiling it again costs more
 * than a whole picture.
 */

export const trimMaterial = new MeshLambertMaterial({ vertexColors: true });

export const glassMaterial = reflectSky(
  new MeshPhongMaterial({ vertexColors: true, specular: new Color('#8a8f94'), shininess: 180 }),
  0.27,
  0.85,
);

/** Brighter than white, so that lamps stay lamps after tone mapping; fog takes them like everything else. */
export const litMaterial = new MeshBasicMaterial({
  vertexColors: true,
  color: new Color(1.5, 1.5, 1.5),
  polygonOffset: true,
  polygonOffsetFactor: -2,
  polygonOffsetUnits: -2,
});

/** Under everything that touches the road. Fog covers it as it covers the road. */
export const contactShadowMaterial = new MeshBasicMaterial({
  vertexColors: true,
  transparent: true,
  opacity: 0.6,
  depthWrite: false,
  polygonOffset: true,
  polygonOffsetFactor: -2,
  polygonOffsetUnits: -2,
});

const paints = new Map<string, Material>();
const cloths = new Map<string, Material>();

export function paintMaterial(colour: string): Material {
  return kept(paints, colour, () =>
    reflectSky(
      new MeshPhongMaterial({ color: colour, vertexColors: true, specular: new Color('#3a3a3a'), shininess: 70 }),
      0.04,
      0.55,
    ),
  );
}

export function clothMaterial(colour: string): Material {
  return kept(cloths, colour, () => new MeshLambertMaterial({ color: colour, vertexColors: true }));
}

function kept(among: Map<string, Material>, colour: string, make: () => Material): Material {
  const known = among.get(colour);
  if (known !== undefined) return known;
  const made = make();
  among.set(colour, made);
  return made;
}
