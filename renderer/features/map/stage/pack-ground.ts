import { VectorTile } from '@mapbox/vector-tile';
import { GridLayer } from 'leaflet';
import type { Coords, DoneCallback } from 'leaflet';
import { PbfReader } from 'pbf';
import { PMTiles, TileType } from 'pmtiles';
import type { Header, Source } from 'pmtiles';
import { tileCanvas, tileContext } from './canvas-layer.ts';
import type { MapColours } from './map-colours.ts';
import type { MapGround } from './map-stage.ts';
import { paintPack } from './paint-pack.ts';
import type { TileQueue } from './tile-queue.ts';

/** Reads a stretch of the map's file. */
export type ReadBytes = (stretch: {
  readonly offset: number;
  readonly length: number;
  readonly signal?: AbortSignal | undefined;
}) => Promise<{ readonly data: ArrayBuffer; readonly etag: string | null }>;

export interface Pack {
  readonly tiles: PMTiles;
  readonly header: Header;
  /** Who made it, as the file says; empty where it says nothing. */
  readonly by: string;
}

/** Opens a site's own map: its head is read, its tiles come when they are looked at. */
export async function openPack(name: string, read: ReadBytes): Promise<Pack> {
  const source: Source = {
    getKey: () => name,
    getBytes: async (offset, length, signal) => {
      const { data, etag } = await read({ offset, length, signal });
      return { data, ...(etag === null ? {} : { etag }) };
    },
  };
  const tiles = new PMTiles(source);
  const header = await tiles.getHeader();
  return { tiles, header, by: attributionOf(await tiles.getMetadata().catch(() => null)) };
}

/** What the file says of its makers is written for web pages: only its words are shown. */
export function attributionOf(metadata: unknown): string {
  const said: unknown = typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'attribution') : '';
  if (typeof said !== 'string') return '';
  return (new DOMParser().parseFromString(said, 'text/html').body.textContent ?? '').trim().slice(0, 200);
}

export function packGround(pack: Pack, queue: TileQueue, colours: () => MapColours): MapGround {
  return { layer: new PackLayer(pack, queue, colours), town: null };
}

class PackLayer extends GridLayer {
  readonly #pack: Pack;
  readonly #queue: TileQueue;
  readonly #colours: () => MapColours;
  readonly #stopping = new AbortController();

  constructor(pack: Pack, queue: TileQueue, colours: () => MapColours) {
    super({ keepBuffer: 2, updateWhenZooming: false });
    this.#pack = pack;
    this.#queue = queue;
    this.#colours = colours;
    this.on('remove', () => this.#stopping.abort());
  }

  protected override createTile(coords: Coords, done: DoneCallback): HTMLElement {
    const canvas = tileCanvas(this.getTileSize().x);
    this.#paint(canvas, coords).then(
      () => done(undefined, canvas),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), canvas),
    );
    return canvas;
  }

  async #paint(canvas: HTMLCanvasElement, { x, y, z }: Coords): Promise<void> {
    const { tiles, header } = this.#pack;
    // Where the map has no finer tiles, a part of a coarser one is drawn larger.
    const up = Math.max(0, z - header.maxZoom);
    const scale = 2 ** up;
    const [tileX, tileY] = [x >> up, y >> up];
    const found = await tiles.getZxy(z - up, tileX, tileY, this.#stopping.signal);
    const { size } = tileContext(canvas);
    const square = { scale, size, zoom: z, left: (x - tileX * scale) * size, top: (y - tileY * scale) * size };
    if (header.tileType === TileType.Mvt) {
      const vector = new VectorTile(new PbfReader(new Uint8Array(found?.data ?? new ArrayBuffer(0))));
      await new Promise<void>((resolve) => {
        this.#queue.add(() => {
          const { context } = tileContext(canvas);
          if (context !== null) paintPack(context, vector, square, this.#colours());
          resolve();
        });
      });
    } else if (found !== undefined) {
      const picture = await createImageBitmap(new Blob([found.data]));
      const { context } = tileContext(canvas);
      context?.drawImage(picture, -square.left, -square.top, size * scale, size * scale);
      picture.close();
    }
  }
}
