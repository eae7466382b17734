/**
 * Exporters written in Python keep lists and tables as the text that Python prints for them: `{0: 'person', 1: "dog's"}`,
 * `[640, 640]`. Only texts, whole numbers and one level are read; anything else is not understood.
 */

/** The values of a table or list in the order of their numbers; null: not understood, or its numbers have gaps. */
export function readPythonNames(text: string): string[] | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  const [open] = tokens;
  const inside = tokens.slice(1, -1).filter((token) => token !== ',' && token !== ':');
  if (open === '[' && tokens.at(-1) === ']') return inside.every(isQuoted) ? inside.map(unquoted) : null;
  if (open !== '{' || tokens.at(-1) !== '}' || inside.length % 2 !== 0) return null;
  const names: string[] = [];
  for (let at = 0; at < inside.length; at += 2) {
    const [key = '', value = ''] = inside.slice(at, at + 2);
    if (!/^\d+$/.test(key) || !isQuoted(value)) return null;
    names[Number(key)] = unquoted(value);
  }
  return names.length * 2 === inside.length ? names : null;
}

/** The whole numbers of a list; null: not understood. */
export function readPythonNumbers(text: string): number[] | null {
  const match = /^\s*[[(]([\d\s,]*)[\])]\s*$/.exec(text);
  if (match === null) return null;
  return (match[1] ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
}

const TOKEN = /\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\d+|[[\]{}:,])\s*/y;

function tokensOf(text: string): string[] | null {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) return null;
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

function isQuoted(token: string): boolean {
  return token.startsWith("'") || token.startsWith('"');
}

function unquoted(token: string): string {
  return token.slice(1, -1).replaceAll(/\\(.)/g, '$1');
}
