import type { VolumesView } from '../../../domain/contracts/traffic-api.ts';
import { watchedRate } from '../../../domain/traffic/flow-rate.ts';
import { pcuOf } from '../../../domain/traffic/pcu.ts';
import type { PcuFactors } from '../../../domain/traffic/pcu-tables.ts';

/** Over which line, in which direction. */
export interface LineWay {
  readonly lineId: string;
  readonly direction: 'in' | 'out';
}

type Bin = VolumesView['bins'][number];

/** One bin of one line and direction; null where nobody watched: that is no zero. */
export interface VolumeRow extends Pick<Bin, 'startUtcUs' | 'watchedShare' | 'droppedFrames' | 'closed'> {
  readonly vehicles: number | null;
  readonly pcu: number | null;
  readonly vehiclesPerHour: number | null;
  readonly pcuPerHour: number | null;
  readonly unconverted: number;
}

/** What passed in each bin and at which rate, in both units, the newest bin first. Who walks is no part of a volume. */
export function volumeRows(bins: readonly Bin[], way: LineWay, factors: PcuFactors): VolumeRow[] {
  return bins.map((bin) => rowOf(bin, way, factors)).reverse();
}

function rowOf(bin: Bin, way: LineWay, factors: PcuFactors): VolumeRow {
  const cells = bin.cells.filter(
    (cell) => cell.lineId === way.lineId && cell.direction === way.direction && cell.class !== 'pedestrian',
  );
  const vehicles = cells.reduce((sum, { count }) => sum + count, 0);
  const { pcu, unconverted } = pcuOf(
    factors,
    cells.map((cell) => [cell.class, cell.count] as const),
  );
  const known = bin.watchedShare > 0 || cells.length > 0;
  const { startUtcUs, watchedShare, droppedFrames, closed } = bin;
  return {
    ...{ startUtcUs, watchedShare, droppedFrames, closed, unconverted },
    vehicles: known ? vehicles : null,
    pcu: known ? pcu : null,
    vehiclesPerHour: watchedRate(vehicles, bin.seconds, bin.watchedShare),
    pcuPerHour: watchedRate(pcu, bin.seconds, bin.watchedShare),
  };
}
