/** Letters without their marks, so that "duong" finds "Đường". */
export function plainLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
}

/** How well a text answers what was typed: more is better, null is not at all. Every word typed must be found, in any order. */
export function fuzzyScore(typed: string, text: string): number | null {
  const words = plainLetters(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  const target = plainLetters(text);
  let sum = 0;
  for (const word of words) {
    const score = wordScore(word, target);
    if (score === null) return null;
    sum += score;
  }
  // Of two that match alike the shorter one is meant.
  return sum - target.length / 1000;
}

const WHOLE_WORD = 12;
const WORD_START = 8;
const INSIDE = 5;
/** Letters in order with others between: the last resort, and not for one letter. */
const SCATTERED = 1;

function wordScore(word: string, target: string): number | null {
  const at = target.indexOf(word);
  if (at >= 0) return placeScore(word, target);
  return word.length > 1 ? scatteredScore(word, target) : null;
}

function placeScore(word: string, target: string): number {
  let best = INSIDE;
  for (let at = target.indexOf(word); at >= 0; at = target.indexOf(word, at + 1)) {
    if (!isStart(target, at)) continue;
    const ends = at + word.length >= target.length || isStart(target, at + word.length + 1);
    best = Math.max(best, ends ? WHOLE_WORD : WORD_START);
  }
  return best + word.length / 10;
}

/** Letters at beginnings of words say more than letters anywhere: "nb" means "North Bridge". */
function scatteredScore(word: string, target: string): number | null {
  let at = -1;
  let starts = 0;
  for (const letter of word) {
    const next = startingWith(letter, target, at + 1);
    const found = next >= 0 ? next : target.indexOf(letter, at + 1);
    if (found < 0) return null;
    if (isStart(target, found)) starts += 1;
    at = found;
  }
  return SCATTERED + starts / word.length;
}

function startingWith(letter: string, target: string, from: number): number {
  for (let at = target.indexOf(letter, from); at >= 0; at = target.indexOf(letter, at + 1)) {
    if (isStart(target, at)) return at;
  }
  return -1;
}

function isStart(target: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(target[at - 1] ?? ' ');
}
