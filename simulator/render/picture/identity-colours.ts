import { Color, FrontSide, LinearSRGBColorSpace, Mesh, MeshBasicMaterial, Sprite } from 'three';
import type { Material, Object3D, Side } from 'three';

/** Road users are told apart by colours that carry numbers; 0 is everything else. */

const materials = new Map<string, MeshBasicMaterial>();

/** What one looks through from behind hides nobody here either: the side that is drawn stays. */
function numbered(number: number, side: Side): MeshBasicMaterial {
  const key = `${number} ${side}`;
  const known = materials.get(key);
  if (known !== undefined) return known;
  const made = new MeshBasicMaterial({ fog: false, toneMapped: false, side });
  made.color = new Color().setRGB((number & 255) / 255, (number >> 8) / 255, 0, LinearSRGBColorSpace);
  materials.set(key, made);
  return made;
}

export function numberAt(pixels: Uint8Array, at: number): number {
  return (pixels[at] ?? 0) | ((pixels[at + 1] ?? 0) << 8);
}

/** What hides others: no sky, no shadows, no glows, nor anything else that light shines through. */
export function isSolid(mesh: Mesh): boolean {
  const material = firstOf(mesh.material);
  return material?.transparent === false && material.depthWrite;
}

function firstOf(materials: Material | readonly Material[]): Material | undefined {
  return materials instanceof Array ? materials[0] : materials;
}

/** Paints everything below an object with one number, draws, and gives its looks back. */
export class Repainted {
  readonly #before: (readonly [Mesh, Material | Material[]])[] = [];
  readonly #hidden: Object3D[] = [];

  paint(root: Object3D, number: number): void {
    root.traverseVisible((node) => {
      if (node instanceof Mesh && isSolid(node)) {
        this.#before.push([node, node.material]);
        node.material = numbered(number, firstOf(node.material)?.side ?? FrontSide);
      } else if (node instanceof Mesh || node instanceof Sprite || !hasOnlyChildren(node)) this.#hidden.push(node);
    });
  }

  /** Hiding waits until all is painted: what is hidden is not walked through. */
  draw(draw: () => void): void {
    for (const node of this.#hidden) node.visible = false;
    draw();
    for (const node of this.#hidden) node.visible = true;
    for (const [mesh, material] of this.#before) mesh.material = material;
  }
}

function hasOnlyChildren(node: Object3D): boolean {
  return node.type === 'Group' || node.type === 'Object3D' || node.type === 'Scene';
}
