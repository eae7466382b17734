import { csvText } from '../../../domain/base/csv.ts';
import type { CsvCell } from '../../../domain/base/csv.ts';
import type { CameraConfig } from '../../../domain/contracts/camera-config.ts';
import type { MovementMatrix } from '../../../domain/contracts/traffic-api.ts';
import { shapeOf } from '../../../domain/traffic/movements/gates.ts';
import { watchedRate } from '../../../domain/traffic/flow-rate.ts';
import { factorsOf } from '../../../domain/traffic/pcu.ts';
import type { PcuChoice } from '../../../domain/traffic/pcu.ts';
import type { Volumes } from '../base/ports.ts';
import { bothUnits, cellPcu } from './both-units.ts';

const VOLUME_HEADER = [
  ...[
    'camera',
    'line',
    'direction',
    'begins (UTC)',
    'seconds',
    'watched share',
    'degraded share',
    'dropped frames',
    'closed',
  ],
  ...['class', 'count', 'per hour', 'pcu', 'not converted', 'pcu table'],
];

/**
 * Volumes as a table: for each bin, line and direction a row of all vehicles, and one for each class that was seen. An
 * unwatched bin has empty numbers and no zeros; a class without a row was not seen, or the model cannot tell it.
 */
export function volumesCsv(camera: CameraConfig, volumes: Volumes, choice: PcuChoice): string {
  const factors = factorsOf(choice);
  const rows = volumes.bins.flatMap((bin) =>
    camera.lines.flatMap((line) =>
      (['in', 'out'] as const).flatMap((direction): CsvCell[][] => {
        const cells = bin.cells.filter((cell) => cell.lineId === line.lineId && cell.direction === direction);
        const place = [camera.id, line.name, direction === 'in' ? line.inName : line.outName, isoTime(bin.startUtcUs)];
        const watched = [bin.seconds, bin.watchedShare, bin.degradedShare, bin.droppedFrames, bin.closed];
        const rate = (count: number) => watchedRate(count, bin.seconds, bin.watchedShare);
        const row = (name: string, count: number | null, pcu: number | null, unconverted: number | null): CsvCell[] => [
          ...[...place, ...watched, name, count, count === null ? null : rate(count), pcu, unconverted, choice.table],
        ];
        if (bin.watchedShare === 0 && cells.length === 0) return [row('all vehicles', null, null, null)];
        const all = bothUnits(factors, cells);
        return [
          row('all vehicles', all.vehicles, all.pcu, all.unconverted),
          ...cells.map((cell) => row(cell.class, cell.count, cellPcu(factors, cell), null)),
        ];
      }),
    ),
  );
  return csvText(VOLUME_HEADER, rows);
}

const MATRIX_HEADER = [
  ...['camera', 'movement', 'from', 'to', 'from (UTC)', 'to (UTC)', 'watched share', 'degraded share'],
  ...['class', 'count', 'pcu', 'not converted', 'pcu table'],
];

/** Movements as a table; the tracks that fit none are the last rows, without a way. */
export function matrixCsv(camera: CameraConfig, matrix: MovementMatrix, choice: PcuChoice): string {
  const factors = factorsOf(choice);
  const names = new Map([
    ...camera.lines.map(({ lineId, name }) => [lineId, name] as const),
    ...camera.zones.map(({ zoneId, name }) => [zoneId, name] as const),
  ]);
  const { watchedShare, degradedShare } = matrix.coverage;
  const when = [isoTime(matrix.fromUtcUs), isoTime(matrix.toUtcUs), watchedShare, degradedShare];
  const ways = [
    ...matrix.movements.map((one) => ({
      ...one,
      place: [one.name, names.get(shapeOf(one.entry)) ?? '', names.get(shapeOf(one.exit)) ?? ''],
    })),
    { ...matrix.unmatched, place: ['no movement', null, null] },
  ];
  const rows = ways.flatMap(({ place, counts, volume }): CsvCell[][] => {
    const start = [camera.id, ...place, ...when];
    if (watchedShare === 0 && counts.length === 0) return [[...start, 'all vehicles', null, null, null, choice.table]];
    return [
      [...start, 'all vehicles', volume.vehicles, volume.pcu, volume.unconverted, choice.table],
      ...counts.map((cell) => [...start, cell.class, cell.count, cellPcu(factors, cell), null, choice.table]),
    ];
  });
  return csvText(MATRIX_HEADER, rows);
}

function isoTime(utcUs: number): string {
  return new Date(utcUs / 1000).toISOString();
}
