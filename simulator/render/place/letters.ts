/** Strokes of capital letters and figures on a field of one by two, from the bottom left corner: points across and up. */
const STROKES: Readonly<Record<string, string>> = {
  0: '0.2,0 0,0.3 0,1.7 0.2,2 0.8,2 1,1.7 1,0.3 0.8,0 0.2,0',
  1: '0.2,1.5 0.6,2 0.6,0',
  2: '0,1.6 0.2,2 0.8,2 1,1.6 1,1.2 0,0 1,0',
  3: '0,2 1,2 0.5,1.15 0.8,1.1 1,0.8 1,0.3 0.8,0 0.2,0 0,0.3',
  4: '0.7,0 0.7,2 0,0.6 1,0.6',
  5: '1,2 0,2 0,1.1 0.7,1.2 1,0.9 1,0.3 0.8,0 0.2,0 0,0.3',
  6: '0.9,2 0.2,1.3 0,0.8 0,0.3 0.2,0 0.8,0 1,0.3 1,0.8 0.8,1.1 0.1,1.1',
  7: '0,2 1,2 0.3,0',
  8: '0.2,1.05 0,1.35 0,1.7 0.2,2 0.8,2 1,1.7 1,1.35 0.8,1.05 0.2,1.05 0,0.75 0,0.3 0.2,0 0.8,0 1,0.3 1,0.75 0.8,1.05',
  9: '0.1,0 0.8,0.7 1,1.2 1,1.7 0.8,2 0.2,2 0,1.7 0,1.2 0.2,0.9 0.9,0.9',
  A: '0,0 0.5,2 1,0 | 0.2,0.7 0.8,0.7',
  B: '0,0 0,2 0.75,2 1,1.75 1,1.3 0.75,1.05 0,1.05 | 0.75,1.05 1,0.8 1,0.25 0.75,0 0,0',
  C: '1,1.7 0.8,2 0.2,2 0,1.7 0,0.3 0.2,0 0.8,0 1,0.3',
  D: '0,0 0,2 0.7,2 1,1.6 1,0.4 0.7,0 0,0',
  E: '1,2 0,2 0,0 1,0 | 0,1 0.8,1',
  F: '1,2 0,2 0,0 | 0,1 0.8,1',
  G: '1,1.7 0.8,2 0.2,2 0,1.7 0,0.3 0.2,0 0.8,0 1,0.3 1,0.9 0.6,0.9',
  H: '0,0 0,2 | 1,0 1,2 | 0,1 1,1',
  I: '0.5,0 0.5,2',
  J: '1,2 1,0.3 0.8,0 0.2,0 0,0.3',
  K: '0,0 0,2 | 1,2 0,0.9 1,0',
  L: '0,2 0,0 1,0',
  M: '0,0 0,2 0.5,1 1,2 1,0',
  N: '0,0 0,2 1,0 1,2',
  O: '0.2,0 0,0.3 0,1.7 0.2,2 0.8,2 1,1.7 1,0.3 0.8,0 0.2,0',
  P: '0,0 0,2 0.8,2 1,1.7 1,1.2 0.8,0.9 0,0.9',
  Q: '0.2,0 0,0.3 0,1.7 0.2,2 0.8,2 1,1.7 1,0.3 0.8,0 0.2,0 | 0.6,0.5 1,0',
  R: '0,0 0,2 0.8,2 1,1.7 1,1.2 0.8,0.9 0,0.9 | 0.5,0.9 1,0',
  S: '1,1.7 0.8,2 0.2,2 0,1.7 0,1.3 0.2,1.05 0.8,0.95 1,0.7 1,0.3 0.8,0 0.2,0 0,0.3',
  T: '0,2 1,2 | 0.5,2 0.5,0',
  U: '0,2 0,0.3 0.2,0 0.8,0 1,0.3 1,2',
  V: '0,2 0.5,0 1,2',
  W: '0,2 0.25,0 0.5,1 0.75,0 1,2',
  X: '0,0 1,2 | 0,2 1,0',
  Y: '0,2 0.5,1 1,2 | 0.5,1 0.5,0',
  Z: '0,2 1,2 0,0 1,0',
};

const SPACING = 1.55;

export interface Stroke {
  /** Across and up, in widths of a letter; the text begins at 0. */
  readonly points: readonly (readonly [across: number, up: number])[];
}

/** The strokes of a text and how wide it is. What has no strokes, as a space, leaves a gap. */
export function strokesOf(text: string): { readonly strokes: readonly Stroke[]; readonly width: number } {
  const letters = [...text.toUpperCase()];
  const strokes = letters.flatMap((letter, at) =>
    pointsOf(STROKES[letter] ?? '').map((points) => ({
      points: points.map(([across, up]) => [across + at * SPACING, up] as const),
    })),
  );
  return { strokes, width: Math.max(0, (letters.length - 1) * SPACING + 1) };
}

function pointsOf(strokes: string): (readonly [across: number, up: number])[][] {
  if (strokes === '') return [];
  return strokes.split(' | ').map((stroke) =>
    stroke.split(' ').map((point) => {
      const [across = 0, up = 0] = point.split(',').map(Number);
      return [across, up] as const;
    }),
  );
}
