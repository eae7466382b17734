import type { MovementMatrix } from '../../../domain/contracts/traffic-api.ts';
import { gateKey } from '../../../domain/traffic/movements/gates.ts';
import type { Gate } from '../../../domain/traffic/movements/gates.ts';
import { useText } from '../../i18n/index.ts';
import { NumberCell } from './number-cell.tsx';
import type { Evidence } from './number-cell.tsx';
import { odMatrix } from './od-rows.ts';
import type { Unit } from './od-rows.ts';
import classes from './traffic-view.module.css';

interface OdTableProps {
  readonly matrix: MovementMatrix;
  readonly unit: Unit;
  readonly nameOf: (gate: Gate) => string;
  readonly onEvidence: (evidence: Evidence) => void;
}

/** Where vehicles came from, down, and where they went, across. */
export function OdTable({ matrix, unit, nameOf, onEvidence }: OdTableProps) {
  const { t, f } = useText();
  const od = odMatrix(matrix.movements, unit);
  const watched = matrix.coverage.watchedShare > 0 || matrix.movements.some(({ counts }) => counts.length > 0);
  const say = (value: number) => (watched ? f.number(value, unit === 'pcu' ? 1 : 0) : '–');
  return (
    <table className={classes['table']}>
      <caption className="visually-hidden">{t('traffic.matrix')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('traffic.matrix.corner')}</th>
          {od.exits.map((exit) => (
            <th key={gateKey(exit)} scope="col" data-num="true">
              {nameOf(exit)}
            </th>
          ))}
          <th scope="col" data-num="true">
            {t('counts.total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {od.entries.map((entry) => (
          <tr key={gateKey(entry)}>
            <th scope="row">{nameOf(entry)}</th>
            {od.exits.map((exit) => {
              const one = od.at(entry, exit);
              const count = one?.counts.reduce((sum, cell) => sum + cell.count, 0) ?? 0;
              return (
                <NumberCell
                  key={gateKey(exit)}
                  {...{ unit, onEvidence }}
                  value={one === undefined || !watched ? null : one.volume[unit]}
                  evidence={{ movementId: one?.movementId ?? null, name: one?.name ?? '', className: null, count }}
                />
              );
            })}
            <td data-num="true">{say(od.rowTotal(entry))}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('counts.total')}</th>
          {od.exits.map((exit) => (
            <td key={gateKey(exit)} data-num="true">
              {say(od.columnTotal(exit))}
            </td>
          ))}
          <td data-num="true">{say(od.total)}</td>
        </tr>
      </tbody>
    </table>
  );
}
