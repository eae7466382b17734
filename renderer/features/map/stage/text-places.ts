/** Rooms on the screen that are taken: where two names would cover each other, the later one is left out. */
export interface TextPlaces {
  /** Takes a room around a point; false where something stands already. */
  readonly take: (x: number, y: number, width: number, height: number) => boolean;
}

const SQUARE = 64;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function startPlaces(): TextPlaces {
  const squares = new Map<string, Box[]>();
  return {
    take: (x, y, width, height) => {
      const box = { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
      const keys = squaresOf(box);
      if (keys.some((key) => squares.get(key)?.some((other) => overlap(box, other)))) return false;
      for (const key of keys) squares.set(key, [...(squares.get(key) ?? []), box]);
      return true;
    },
  };
}

function squaresOf({ left, top, right, bottom }: Box): readonly string[] {
  const keys: string[] = [];
  for (let x = Math.floor(left / SQUARE); x <= Math.floor(right / SQUARE); x += 1) {
    for (let y = Math.floor(top / SQUARE); y <= Math.floor(bottom / SQUARE); y += 1) keys.push(`${x} ${y}`);
  }
  return keys;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
