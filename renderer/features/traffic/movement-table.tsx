import type { BothUnits, MovementMatrix, PcuView } from '../../../domain/contracts/traffic-api.ts';
import { pcuOf } from '../../../domain/traffic/pcu.ts';
import { classLabel, useText } from '../../i18n/index.ts';
import { useSignedIn } from '../../state/index.ts';
import { canBeZero, classColumns } from './class-columns.ts';
import { NumberCell } from './number-cell.tsx';
import type { Evidence } from './number-cell.tsx';
import type { Unit } from './od-rows.ts';
import classes from './traffic-view.module.css';

interface MovementTableProps {
  readonly matrix: MovementMatrix;
  readonly unit: Unit;
  readonly factors: PcuView['factors'];
  readonly onEvidence: (evidence: Evidence) => void;
}

interface Row {
  readonly movementId: string | null;
  readonly name: string;
  readonly since: number | null;
  readonly counts: MovementMatrix['movements'][number]['counts'];
  readonly volume: BothUnits;
}

/** One row for each movement and one for the tracks that fit none; a column for each class that was seen or could have been. */
export function MovementTable({ matrix, unit, factors, onEvidence }: MovementTableProps) {
  const { t, f } = useText();
  const { siteTimeZone } = useSignedIn();
  const rows: Row[] = [
    ...matrix.movements.map(({ movementId, name, sinceUtcUs, counts, volume }) => ({
      ...{ movementId, name, counts, volume },
      since: sinceUtcUs > matrix.fromUtcUs ? sinceUtcUs : null,
    })),
    { ...matrix.unmatched, movementId: null, name: t('traffic.none'), since: null },
  ];
  const seen = new Set(rows.flatMap(({ counts }) => counts.map((cell) => cell.class)));
  const columns = classColumns(seen, matrix.classes);
  const watched = matrix.coverage.watchedShare > 0;
  const valueOf = (row: Row, name: string) =>
    (watched || row.counts.length > 0) && (canBeZero(name, matrix.classes) || countOf(row, name) > 0)
      ? cellValue(row, name, unit, factors)
      : null;
  return (
    <table className={classes['table']}>
      <caption className="visually-hidden">{t('traffic.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('traffic.movement')}</th>
          <th scope="col" data-num="true">
            {t('counts.total')}
          </th>
          {columns.map((name) => (
            <th key={name} scope="col" data-num="true">
              {classLabel(t, name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const evidence = { movementId: row.movementId, name: row.name };
          const total = row.volume[unit];
          return (
            <tr key={row.movementId ?? 'none'}>
              <th scope="row">
                {row.name}
                {row.since !== null && (
                  <small>{t('traffic.since', { from: f.dateTime(row.since, siteTimeZone) })}</small>
                )}
              </th>
              <NumberCell
                {...{ unit, onEvidence }}
                value={watched || row.counts.length > 0 ? total : null}
                evidence={{ ...evidence, className: null, count: countOf(row, null) }}
              />
              {columns.map((name) => (
                <NumberCell
                  key={name}
                  {...{ unit, onEvidence }}
                  value={valueOf(row, name)}
                  evidence={{ ...evidence, className: name, count: countOf(row, name) }}
                />
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function countOf(row: Row, name: string | null): number {
  return row.counts.filter((cell) => name === null || cell.class === name).reduce((sum, { count }) => sum + count, 0);
}

/** In PCU a class that the table has no number for has none here either. */
function cellValue(row: Row, name: string, unit: Unit, factors: PcuView['factors']): number | null {
  const count = countOf(row, name);
  if (unit === 'vehicles') return count;
  const { pcu, unconverted } = pcuOf(factors, [[name, count]]);
  return name === 'pedestrian' || unconverted > 0 ? null : pcu;
}
