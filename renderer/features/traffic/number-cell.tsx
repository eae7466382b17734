import { classLabel, useText } from '../../i18n/index.ts';
import type { Unit } from './od-rows.ts';
import classes from './traffic-view.module.css';

/** Which tracks a number stands for. */
export interface Evidence {
  /** Null: those that fit no movement. */
  readonly movementId: string | null;
  readonly name: string;
  readonly className: string | null;
  readonly count: number;
}

interface NumberCellProps {
  /** In the unit that is shown; null where there is no number. */
  readonly value: number | null;
  readonly unit: Unit;
  readonly evidence: Evidence;
  readonly onEvidence: (evidence: Evidence) => void;
}

/** A number that leads to the vehicles behind it; where nobody watched there is a dash and no zero. */
export function NumberCell({ value, unit, evidence, onEvidence }: NumberCellProps) {
  const { t, f } = useText();
  const text = value === null ? '–' : f.number(value, unit === 'pcu' ? 1 : 0);
  if (evidence.count === 0) return <td data-num="true">{text}</td>;
  const what = evidence.className === null ? t('counts.total') : classLabel(t, evidence.className);
  return (
    <td data-num="true">
      <button
        type="button"
        className={classes['number']}
        aria-label={t('traffic.open', { count: text, what, name: evidence.name })}
        onClick={() => onEvidence(evidence)}
      >
        {text}
      </button>
    </td>
  );
}
