import { ROAD_USER_CLASSES } from '../../../domain/detection/classes.ts';
import type { RoadUserClass } from '../../../domain/detection/classes.ts';
import type { Counts } from '../../api/index.ts';

export interface CountRow {
  readonly lineId: string;
  readonly lineName: string;
  readonly direction: 'in' | 'out';
  readonly directionName: string;
  readonly byClass: Readonly<Record<string, number>>;
  readonly total: number;
}

export interface CountTable {
  readonly classes: readonly string[];
  readonly rows: readonly CountRow[];
  readonly total: number;
}

interface KnownLine {
  readonly lineId: string;
  readonly name: string;
  readonly inName: string;
  readonly outName: string;
}

/** Counts as a table: a row per line and direction, a column per class that was seen. Lines without a crossing have rows too. */
export function countTable(counts: Counts['counts'], lines: readonly KnownLine[]): CountTable {
  const rows = [...rowsOfLines(counts, lines), ...rowsOfPast(counts, lines)];
  const seen = new Set(counts.filter((cell) => cell.count > 0).map((cell) => cell.class));
  const ordered = ROAD_USER_CLASSES.filter((name) => seen.has(name));
  const strangers = [...seen].filter((name) => !ROAD_USER_CLASSES.some((known) => known === name)).sort();
  return { classes: [...ordered, ...strangers], rows, total: rows.reduce((sum, row) => sum + row.total, 0) };
}

function rowsOfLines(counts: Counts['counts'], lines: readonly KnownLine[]): readonly CountRow[] {
  return lines.flatMap((line) =>
    (['in', 'out'] as const).map((direction) =>
      rowOf(counts, line.lineId, line.name, direction, direction === 'in' ? line.inName : line.outName),
    ),
  );
}

/** Lines that were deleted since still have their counts: evidence does not vanish with a drawing. */
function rowsOfPast(counts: Counts['counts'], lines: readonly KnownLine[]): readonly CountRow[] {
  const past = counts.filter((cell) => !lines.some((line) => line.lineId === cell.lineId));
  const keys = new Map(past.map((cell) => [`${cell.lineId} ${cell.direction}`, cell]));
  return [...keys.values()].map((cell) =>
    rowOf(counts, cell.lineId, cell.lineName, cell.direction, cell.directionName),
  );
}

function rowOf(
  counts: Counts['counts'],
  lineId: string,
  lineName: string,
  direction: 'in' | 'out',
  directionName: string,
): CountRow {
  const byClass: Record<string, number> = {};
  for (const cell of counts) {
    if (cell.lineId !== lineId || cell.direction !== direction) continue;
    byClass[cell.class] = (byClass[cell.class] ?? 0) + cell.count;
  }
  const total = Object.values(byClass).reduce((sum, count) => sum + count, 0);
  return { lineId, lineName, direction, directionName, byClass, total };
}

/** Classes that the model in use cannot tell: they are not zero, they are unknown. */
export function unsupportedClasses(modelClasses: readonly string[]): readonly RoadUserClass[] {
  return ROAD_USER_CLASSES.filter((name) => !modelClasses.includes(name));
}
