/** Pieces of the pages with results. */

export function share(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}
