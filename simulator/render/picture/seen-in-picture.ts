import { Color, NearestFilter, NoColorSpace, WebGLRenderTarget } from 'three';
import type { Object3D, PerspectiveCamera, Scene, WebGLRenderer } from 'three';
import { focalLength } from '../../camera/camera.ts';
import type { Camera } from '../../camera/camera.ts';
import type { PictureBox } from '../../camera/body-box.ts';
import { outlineOf } from './body-outline.ts';
import type { Outline } from './body-outline.ts';
import { Repainted } from './identity-colours.ts';
import { bentPlaces } from './lens.ts';
import type { StraightPicture } from './lens.ts';
import { createSilhouetteMeter } from './silhouettes.ts';
import { visiblePixels } from './visible-pixels.ts';
import type { VisiblePixels } from './visible-pixels.ts';
import type { SeenBody } from './wishes.ts';

export interface Witness {
  look(scene: Scene, bodies: ReadonlyMap<number, Object3D>, camera: Camera, drawn: PerspectiveCamera): SeenBody[];
  dispose(): void;
}

/** Says what can be seen of whom, from pictures in which every body has a colour of its own. */
export function createWitness(renderer: WebGLRenderer, camera: Camera, straight: StraightPicture): Witness {
  const { width, height } = straight;
  const target = new WebGLRenderTarget(width, height, {
    ...{ minFilter: NearestFilter, magFilter: NearestFilter, colorSpace: NoColorSpace, generateMipmaps: false },
  });
  const pixels = new Uint8Array(width * height * 4);
  const places = bentPlaces(camera, straight);
  const meter = createSilhouetteMeter(renderer);
  return {
    look(scene, bodies, at, drawn) {
      const outlined = [...bodies].flatMap(([id, body]) => {
        const outline = outlineOf(body, at, drawn);
        const box = outline === null ? null : clipped(outline, at);
        return outline === null || box === null ? [] : [{ id, body, outline, box }];
      });
      renderer.setRenderTarget(target);
      drawIdentities(
        renderer,
        scene,
        outlined.map(({ body }) => body),
        drawn,
      );
      renderer.readRenderTargetPixels(target, 0, 0, width, height, pixels);
      renderer.setRenderTarget(null);
      const visible = visiblePixels(pixels, straight, places);
      const shown = outlined.map((one, order) => ({ ...one, visible: visible.get(order + 1) ?? null }));
      const areas = meter.areas(
        shown.filter((one) => one.visible !== null),
        drawn,
      );
      let measured = 0;
      return shown.map(({ id, outline, box, visible: seen }) => ({
        ...{ id, box, inPicture: shareInPicture(outline, box) },
        ...amountSeen(seen, seen === null ? 0 : (areas[measured++] ?? 0), at, straight),
      }));
    },
    dispose() {
      target.dispose();
      meter.dispose();
    },
  };
}

function amountSeen(seen: VisiblePixels | null, area: number, at: Camera, straight: StraightPicture) {
  if (seen === null) return { visibleBox: null, visibleShare: 0, pixels: 0 };
  const pixel = (at.width * straight.overscan) / straight.width;
  const half = pixel / 2;
  const whole = (area * focalLength(at) ** 2) / pixel ** 2;
  return {
    visibleBox: clippedBox([seen.left - half, seen.top - half, seen.right + half, seen.bottom + half], at),
    visibleShare: whole === 0 ? 0 : Math.min(1, seen.count / whole),
    pixels: Math.round(seen.count * pixel ** 2),
  };
}

/** Draws the scene into the renderer's target, every body in the colour of its place in the list from 1 on. */
function drawIdentities(renderer: WebGLRenderer, scene: Scene, bodies: readonly Object3D[], drawn: PerspectiveCamera) {
  const [background, fog, clear] = [scene.background, scene.fog, renderer.getClearColor(new Color())];
  const shadows = renderer.shadowMap.autoUpdate;
  renderer.shadowMap.autoUpdate = false;
  scene.background = null;
  scene.fog = null;
  renderer.setClearColor(0, 1);
  const everything = new Repainted();
  bodies.forEach((body, order) => {
    everything.paint(body, order + 1);
  });
  const own = new Set<Object3D>(bodies);
  for (const child of scene.children) if (!own.has(child)) everything.paint(child, 0);
  everything.draw(() => {
    renderer.render(scene, drawn);
  });
  renderer.setClearColor(clear);
  renderer.shadowMap.autoUpdate = shadows;
  scene.background = background;
  scene.fog = fog;
}

function clipped({ bent }: Outline, camera: Camera): PictureBox | null {
  return clippedBox([bent.left, bent.top, bent.right, bent.bottom], camera);
}

function clippedBox([left, top, right, bottom]: PictureBox, { width, height }: Camera): PictureBox | null {
  if (right <= 0 || bottom <= 0 || left >= width || top >= height) return null;
  return [Math.max(0, left), Math.max(0, top), Math.min(width, right), Math.min(height, bottom)];
}

function shareInPicture({ bent }: Outline, [left, top, right, bottom]: PictureBox): number {
  const whole = (bent.right - bent.left) * (bent.bottom - bent.top);
  return whole <= 0 ? 0 : ((right - left) * (bottom - top)) / whole;
}
