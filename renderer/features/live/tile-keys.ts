/** What a key does to the tile that has the focus. */
export type TileAct =
  | { readonly act: 'zoom'; readonly factor: number }
  | { readonly act: 'whole' }
  | { readonly act: 'pan'; readonly right: number; readonly down: number }
  | { readonly act: 'freeze' }
  | { readonly act: 'capture'; readonly overlay: boolean }
  | { readonly act: 'open' };

export const ZOOM_STEP = 1.5;

const ACTS: Readonly<Record<string, TileAct>> = {
  '+': { act: 'zoom', factor: ZOOM_STEP },
  '=': { act: 'zoom', factor: ZOOM_STEP },
  '-': { act: 'zoom', factor: 1 / ZOOM_STEP },
  '0': { act: 'whole' },
  f: { act: 'freeze' },
  c: { act: 'capture', overlay: true },
  o: { act: 'open' },
};
const PANS: Readonly<Record<string, TileAct>> = {
  ArrowLeft: { act: 'pan', right: -1, down: 0 },
  ArrowRight: { act: 'pan', right: 1, down: 0 },
  ArrowUp: { act: 'pan', right: 0, down: -1 },
  ArrowDown: { act: 'pan', right: 0, down: 1 },
};

interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

export function tileAct({ key, shiftKey, ctrlKey, altKey, metaKey }: PressedKey): TileAct | null {
  if (ctrlKey || altKey || metaKey) return null;
  if (shiftKey && PANS[key] !== undefined) return PANS[key];
  const letter = key.length === 1 ? key.toLowerCase() : key;
  if (shiftKey && letter === 'c') return { act: 'capture', overlay: false };
  return ACTS[letter] ?? null;
}
