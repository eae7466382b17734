import type { z } from 'zod';
import type {
  BothUnits,
  MovementCounts,
  MovementMatrix,
  countsViewSchema,
  volumesViewSchema,
} from '../../../domain/contracts/traffic-api.ts';
import type { ClassSupport } from '../../../domain/traffic/class-support.ts';
import { watchedRate } from '../../../domain/traffic/flow-rate.ts';
import { factorOf, factorsOf, pcuOf } from '../../../domain/traffic/pcu.ts';
import type { PcuChoice } from '../../../domain/traffic/pcu.ts';
import type { PcuFactors } from '../../../domain/traffic/pcu-tables.ts';
import type { Counts, Volumes } from '../base/ports.ts';

/** Numbers of the store with their passenger car units beside them, by the table that the site chose. */
interface ClassCount {
  readonly class: string;
  readonly count: number;
}

/** Counts by class as one volume in both units. */
export function bothUnits(factors: PcuFactors, counts: readonly ClassCount[]): BothUnits {
  const driving = counts.filter((cell) => cell.class !== 'pedestrian');
  return {
    vehicles: driving.reduce((sum, { count }) => sum + count, 0),
    ...pcuOf(
      factors,
      driving.map((cell) => [cell.class, cell.count]),
    ),
  };
}

/** One cell in passenger car units; null where the table has no number for its class. */
export function cellPcu(factors: PcuFactors, cell: ClassCount): number | null {
  return factorOf(factors, cell.class) === null ? null : pcuOf(factors, [[cell.class, cell.count]]).pcu;
}

export function countsWithPcu(counts: Counts, choice: PcuChoice): z.infer<typeof countsViewSchema> {
  const factors = factorsOf(choice);
  return {
    ...counts,
    pcuTable: choice.table,
    counts: counts.counts.map((cell) => ({ ...cell, pcu: cellPcu(factors, cell) })),
  };
}

export function volumesView(
  volumes: Volumes,
  choice: PcuChoice,
  support: ClassSupport | null,
): z.infer<typeof volumesViewSchema> {
  const factors = factorsOf(choice);
  return {
    ...volumes,
    pcuTable: choice.table,
    classes: support,
    bins: volumes.bins.map((bin) => ({
      ...bin,
      cells: bin.cells.map((cell) => ({
        ...cell,
        pcu: cellPcu(factors, cell),
        perHour: watchedRate(cell.count, bin.seconds, bin.watchedShare),
      })),
    })),
  };
}

export function matrixView(counts: MovementCounts, choice: PcuChoice, support: ClassSupport | null): MovementMatrix {
  const factors = factorsOf(choice);
  return {
    ...counts,
    pcuTable: choice.table,
    classes: support,
    movements: counts.movements.map((one) => ({ ...one, volume: bothUnits(factors, one.counts) })),
    unmatched: { ...counts.unmatched, volume: bothUnits(factors, counts.unmatched.counts) },
  };
}
