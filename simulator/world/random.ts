/** Numbers by chance that a seed repeats. Streams of different names never disturb each other. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  between(low: number, high: number): number;
  /** A whole number, both ends included. */
  integer(low: number, high: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the values, each with the weight beside it. */
  weighted<T>(entries: readonly (readonly [T, number])[]): T;
  normal(mean: number, deviation: number): number;
  /** The waiting time of a Poisson process. */
  exponential(mean: number): number;
}

/**
 * The stream `name` of a seed (sfc32, filled by splitmix32). Whoever needs chance asks for a stream of its own, so that
 * a new consumer changes nothing for the others.
 */
export function randomStream(seed: number, name: string): Random {
  const next = smallFastCounter(seed, name);
  const between = (low: number, high: number): number => low + (high - low) * next();
  return {
    next,
    between,
    integer: (low, high) => Math.floor(between(low, high + 1)),
    chance: (share) => next() < share,
    pick: (list) => firstOf(list[Math.floor(next() * list.length)]),
    weighted: (entries) => pickWeighted(entries, next()),
    // The sum of twelve uniforms: within 1e-2 of the bell curve, bounded at six deviations, and exact everywhere.
    normal: (mean, deviation) => mean + deviation * (sumOf(next, 12) - 6),
    exponential: (mean) => -mean * Math.log(1 - next()),
  };
}

function smallFastCounter(seed: number, name: string): () => number {
  const fill = splitmix(hashOf(name) ^ Math.imul(seed | 0, 0x9e3779b1));
  let a = fill();
  let b = fill();
  let c = fill();
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

function splitmix(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) | 0;
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

function sumOf(next: () => number, count: number): number {
  let sum = 0;
  for (let at = 0; at < count; at += 1) sum += next();
  return sum;
}

function pickWeighted<T>(entries: readonly (readonly [T, number])[], chance: number): T {
  let left = chance * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of entries) {
    left -= weight;
    if (left < 0) return value;
  }
  return firstOf(entries.at(-1)?.[0]);
}

function firstOf<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}
