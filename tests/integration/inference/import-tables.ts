/** The same table turned around: YOLOv8 writes a row for each number and a column for each cell. */
export function columnsOf(rows: readonly (readonly number[])[]): number[][] {
  const [first = []] = rows;
  return first.map((_, column) => rows.map((row) => row[column] ?? 0));
}
