import type { CameraChangeView } from '../../../domain/contracts/changes.ts';

const MINUTE_US = 60_000_000;

export interface MarkedMinute {
  /** Its place in the rows of the chart. */
  readonly at: number;
  readonly startUtcUs: number;
  readonly changes: readonly CameraChangeView[];
}

/** The minutes of a chart in which the configuration changed. */
export function markedMinutes(
  rows: readonly { readonly startUtcUs: number }[],
  changes: readonly CameraChangeView[],
): readonly MarkedMinute[] {
  return rows.flatMap(({ startUtcUs }, at) => {
    const own = changes.filter(({ utcUs }) => utcUs >= startUtcUs && utcUs < startUtcUs + MINUTE_US);
    return own.length === 0 ? [] : [{ at, startUtcUs, changes: own }];
  });
}
