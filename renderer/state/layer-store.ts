import { create } from 'zustand';
import { LAYER_NAMES, USUAL_LAYERS } from '../canvas/index.ts';
import type { LayerName } from '../canvas/index.ts';
import { remember, remembered } from './screen-memory.ts';

const LAYERS_KEY = 'tcc.screen.layers';

interface LayerState {
  readonly layers: ReadonlySet<LayerName>;
}

/** What lies over the pictures of the wall; remembered by this screen. */
export const useLayers = create<LayerState>(() => ({ layers: readLayers(remembered(LAYERS_KEY)) }));

export function switchLayer(name: LayerName, on: boolean): void {
  const layers = new Set(useLayers.getState().layers);
  if (on) layers.add(name);
  else layers.delete(name);
  useLayers.setState({ layers });
  remember(LAYERS_KEY, [...layers].join(' '));
}

/** Null: nobody has chosen yet. A name that is not known any more is passed over. */
export function readLayers(text: string | null): ReadonlySet<LayerName> {
  if (text === null) return new Set(USUAL_LAYERS);
  const words = text.split(' ');
  return new Set(LAYER_NAMES.filter((name) => words.includes(name)));
}
