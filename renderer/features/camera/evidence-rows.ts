import type { CrossingRow } from '../../../domain/contracts/api.ts';
import { MOST_SECONDS_APART } from '../../../domain/traffic/corrections/correction-rule.ts';

/** Which number is looked behind: a direction, and a class or all of them. */
export interface Behind {
  readonly direction: 'in' | 'out';
  readonly className: string | null;
}

/** Whether a crossing stands in the list behind a number: it counts for it, or did before somebody corrected it. */
export function belongs(row: CrossingRow, { direction, className }: Behind): boolean {
  const ofClass = className === null || row.class === className || row.countsAs.includes(className);
  return ofClass && row.direction === direction && row.mode === 'live';
}

/** How much a crossing adds to the number now. */
export function countsFor(row: CrossingRow, { className }: Behind): number {
  return className === null ? row.countsAs.length : row.countsAs.filter((name) => name === className).length;
}

const US_PER_SECOND = 1e6;

/** The crossings that may be the same vehicle as this one, the nearest in time first. */
export function sameVehicleChoices(row: CrossingRow, rows: readonly CrossingRow[]): readonly CrossingRow[] {
  const apart = (other: CrossingRow): number => Math.abs(other.utcUs - row.utcUs);
  return rows
    .filter(
      (other) =>
        crossingKeyText(other) !== crossingKeyText(row) &&
        other.lineId === row.lineId &&
        other.direction === row.direction &&
        other.mode === row.mode &&
        other.countsAs.length > 0 &&
        apart(other) <= MOST_SECONDS_APART * US_PER_SECOND,
    )
    .sort((a, b) => apart(a) - apart(b));
}

/** Names a crossing within a list. */
export function crossingKeyText(row: Pick<CrossingRow, 'sessionId' | 'track' | 'lineVersionId' | 'ordinal'>): string {
  return `${row.sessionId} ${row.track} ${row.lineVersionId} ${row.ordinal}`;
}
