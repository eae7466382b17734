import { Color, DoubleSide, LinearSRGBColorSpace, Mesh, MeshBasicMaterial, Sprite } from 'three';
import type { Material, Object3D } from 'three';

/** Road users are told apart by colours that carry numbers; 0 is everything else. */

const materials: MeshBasicMaterial[] = [];

function numbered(number: number): MeshBasicMaterial {
  const known = materials[number];
  if (known !== undefined) return known;
  const made = new MeshBasicMaterial({ fog: false, toneMapped: false, side: DoubleSide });
  made.color = new Color().setRGB((number & 255) / 255, (number >> 8) / 255, 0, LinearSRGBColorSpace);
  materials[number] = made;
  return made;
}

export function numberAt(pixels: Uint8Array, at: number): number {
  return (pixels[at] ?? 0) | ((pixels[at + 1] ?? 0) << 8);
}

/** What hides others: no sky, no shadows, no glows, nor anything else that light shines through. */
export function isSolid(mesh: Mesh): boolean {
  const material: Material | undefined = Array.isArray(mesh.material) ? mesh.material[0] : mesh.material;
  return material?.transparent === false && material.depthWrite;
}

/** Paints everything below an object with one number, draws, and gives its looks back. */
export class Repainted {
  readonly #before: (readonly [Mesh, Material | Material[]])[] = [];
  readonly #hidden: Object3D[] = [];

  paint(root: Object3D, number: number): void {
    root.traverseVisible((node) => {
      if (node instanceof Mesh && isSolid(node)) {
        this.#before.push([node, node.material]);
        node.material = numbered(number);
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
