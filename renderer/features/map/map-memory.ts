import { z } from 'zod';
import { MAP_LAYERS } from './stage/map-scene.ts';
import type { MapLayer } from './stage/map-scene.ts';

const KEY = 'tcc.screen.map';

const memorySchema = z.object({
  /** Null: not looked at yet; the map then shows all cameras. */
  view: z
    .object({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      zoom: z.number().min(0).max(24),
    })
    .nullable(),
  layers: z.array(z.enum(MAP_LAYERS)),
  /** The name of a map pack, or the town that comes with the program. */
  ground: z.string().nullable(),
  /** Of the flows, in seconds. */
  interval: z.number(),
});
export type MapMemory = z.infer<typeof memorySchema>;

export const FLOW_INTERVALS = [60, 300, 900] as const;
export type FlowInterval = (typeof FLOW_INTERVALS)[number];

const FIRST: MapMemory = { view: null, layers: [...MAP_LAYERS], ground: null, interval: 300 };

/** What this screen remembers of the map between visits. */
export function rememberedMap(): MapMemory {
  try {
    const text = localStorage.getItem(KEY);
    const read = memorySchema.safeParse(text === null ? null : JSON.parse(text));
    return read.success ? read.data : FIRST;
  } catch {
    return FIRST;
  }
}

export function rememberMap(memory: MapMemory): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // A browser that refuses to remember still shows the map.
  }
}

export function withLayer(layers: readonly MapLayer[], layer: MapLayer, shown: boolean): readonly MapLayer[] {
  return MAP_LAYERS.filter((one) => (one === layer ? shown : layers.includes(one)));
}
