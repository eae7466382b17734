import { GridLayer } from 'leaflet';
import type { Coords, DoneCallback, GridLayerOptions } from 'leaflet';
import type { TileQueue } from './tile-queue.ts';
import type { TownTile } from './paint-town.ts';

export type PaintTile = (context: CanvasRenderingContext2D, tile: TownTile) => void;

/** Ground that is painted here, tile by tile. */
export function canvasLayer(paint: PaintTile, queue: TileQueue, options: GridLayerOptions = {}): GridLayer {
  return new PaintedLayer(paint, queue, { keepBuffer: 3, updateWhenZooming: false, ...options });
}

class PaintedLayer extends GridLayer {
  readonly #paint: PaintTile;
  readonly #queue: TileQueue;

  constructor(paint: PaintTile, queue: TileQueue, options: GridLayerOptions) {
    super(options);
    this.#paint = paint;
    this.#queue = queue;
  }

  protected override createTile(coords: Coords, done: DoneCallback): HTMLElement {
    const canvas = tileCanvas(this.getTileSize().x);
    this.#queue.add(() => {
      const { context, size } = tileContext(canvas);
      if (context !== null) this.#paint(context, { zoom: coords.z, left: coords.x * size, top: coords.y * size, size });
      done(undefined, canvas);
    });
    return canvas;
  }
}

/** A tile as large as it is shown, with as many points as the screen has. */
export function tileCanvas(size: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  canvas.width = Math.round(size * ratio);
  canvas.height = Math.round(size * ratio);
  canvas.dataset['size'] = String(size);
  return canvas;
}

/** What paints on a tile in its own pixels. */
export function tileContext(canvas: HTMLCanvasElement): {
  readonly context: CanvasRenderingContext2D | null;
  readonly size: number;
} {
  const size = Number(canvas.dataset['size']);
  const context = canvas.getContext('2d');
  const ratio = canvas.width / size;
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { context, size };
}
