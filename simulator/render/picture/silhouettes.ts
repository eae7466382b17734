import { Color, NearestFilter, NoColorSpace, WebGLRenderTarget } from 'three';
import type { Matrix4, Object3D, PerspectiveCamera, WebGLRenderer } from 'three';
import { numberAt, Repainted } from './identity-colours.ts';
import type { Outline } from './body-outline.ts';
import { cropTo } from './crop.ts';

/** Bodies are drawn once more, each alone in a tile of its own: only so one learns how much of one is hidden. */
const TILE = 64;
const COLUMNS = 16;
const ATLAS = TILE * COLUMNS;
/** Left free around the outline, so that no edge is cut by rounding. */
const MARGIN = 1;

export interface Silhouette {
  readonly body: Object3D;
  readonly outline: Outline;
}

export interface SilhouetteMeter {
  /** The size of each body as if nothing hid it and the picture had no edge, in squared focal lengths. */
  areas(silhouettes: readonly Silhouette[], camera: PerspectiveCamera): readonly number[];
  dispose(): void;
}

export function createSilhouetteMeter(renderer: WebGLRenderer): SilhouetteMeter {
  const target = new WebGLRenderTarget(ATLAS, ATLAS, {
    ...{ minFilter: NearestFilter, magFilter: NearestFilter, colorSpace: NoColorSpace, generateMipmaps: false },
  });
  const pixels = new Uint8Array(ATLAS * ATLAS * 4);
  return {
    areas(silhouettes, camera) {
      const areas: number[] = [];
      for (let from = 0; from < silhouettes.length; from += COLUMNS * COLUMNS) {
        const some = silhouettes.slice(from, from + COLUMNS * COLUMNS);
        const scales = drawTiles({ renderer, target, pixels }, some, camera);
        areas.push(...scales.map((scale, tile) => countTile(pixels, tile) / scale ** 2));
      }
      return areas;
    },
    dispose: () => {
      target.dispose();
    },
  };
}

interface Sheet {
  readonly renderer: WebGLRenderer;
  readonly target: WebGLRenderTarget;
  readonly pixels: Uint8Array;
}

/** Draws each body into its tile and reads the whole sheet back. Gives the pixels to a focal length of each tile. */
function drawTiles(sheet: Sheet, silhouettes: readonly Silhouette[], camera: PerspectiveCamera): number[] {
  const { renderer, target, pixels } = sheet;
  const whole = camera.projectionMatrix.clone();
  const before = renderer.getClearColor(new Color());
  target.viewport.set(0, 0, ATLAS, ATLAS);
  target.scissorTest = false;
  renderer.setRenderTarget(target);
  renderer.setClearColor(0, 1);
  renderer.clear();
  // Tiles do not touch: one clearing serves all of them.
  renderer.autoClear = false;
  const scales = silhouettes.map((silhouette, tile) => drawTile(sheet, silhouette, tile, { camera, whole }));
  camera.projectionMatrix.copy(whole);
  camera.projectionMatrixInverse.copy(whole).invert();
  renderer.readRenderTargetPixels(target, 0, 0, ATLAS, ATLAS, pixels);
  renderer.setRenderTarget(null);
  renderer.setClearColor(before);
  renderer.autoClear = true;
  return scales;
}

function drawTile(
  { renderer, target }: Sheet,
  { body, outline: { straight } }: Silhouette,
  tile: number,
  { camera, whole }: { readonly camera: PerspectiveCamera; readonly whole: Matrix4 },
): number {
  const side = Math.max(straight.right - straight.left, straight.bottom - straight.top) || 1e-6;
  const scale = (TILE - 2 * MARGIN) / side;
  const margin = MARGIN / scale;
  const [perX, perY] = [whole.elements[0], whole.elements[5]];
  const [left, top] = [straight.left - margin, straight.top - margin];
  const reach = TILE / scale;
  const crop = cropTo(left * perX, -(top + reach) * perY, (left + reach) * perX, -top * perY);
  camera.projectionMatrix.multiplyMatrices(crop, whole);
  camera.projectionMatrixInverse.copy(camera.projectionMatrix).invert();
  target.viewport.set((tile % COLUMNS) * TILE, Math.floor(tile / COLUMNS) * TILE, TILE, TILE);
  renderer.setRenderTarget(target);
  const alone = new Repainted();
  alone.paint(body, 1);
  alone.draw(() => {
    renderer.render(body, camera);
  });
  return scale;
}

function countTile(pixels: Uint8Array, tile: number): number {
  const [x, y] = [(tile % COLUMNS) * TILE, Math.floor(tile / COLUMNS) * TILE];
  let count = 0;
  for (let row = y; row < y + TILE; row += 1) {
    for (let column = x; column < x + TILE; column += 1) {
      if (numberAt(pixels, (row * ATLAS + column) * 4) !== 0) count += 1;
    }
  }
  return count;
}
