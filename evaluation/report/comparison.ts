import type { VideoComparison } from '../suites/video-suite.ts';
import type { Figures } from './figures.ts';

const round = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(4)));

export function comparisonFigures({ agreement, frames, examinedMs, referenceMs }: VideoComparison): Figures {
  return {
    frames,
    recall: round(agreement.recall),
    precision: round(agreement.precision),
    heavyTold: round(agreement.heavyTold),
    carsTold: round(agreement.carsTold),
    sureBoxes: agreement.sureBoxes,
    examinedBoxes: agreement.examinedBoxes,
    examinedMs: round(examinedMs),
    referenceMs: round(referenceMs),
  };
}

export function comparisonWords({ agreement, sheets }: VideoComparison): string {
  const share = (value: number | null): string => (value === null ? 'none to judge' : `${(100 * value).toFixed(1)} %`);
  return [
    `of ${agreement.sureBoxes} boxes that the reference is sure of, found: ${share(agreement.recall)}`,
    `of ${agreement.examinedBoxes} boxes found, at least suspected by the reference: ${share(agreement.precision)}`,
    `of buses and lorries among them, not called a car: ${share(agreement.heavyTold)}`,
    `of cars among them, not called a bus or a lorry: ${share(agreement.carsTold)}`,
    ...sheets.map((file) => `where they differ: ${file}`),
  ].join('\n');
}
