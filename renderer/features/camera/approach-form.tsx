import { Select, SimpleGrid } from '@mantine/core';
import type { ApproachPlan } from '../../../domain/traffic/queue/approach.ts';
import { delayLimitsOf } from '../../../domain/traffic/queue/approach.ts';
import {
  areDelayLimits,
  HCM_DELAY_LIMITS,
  JUNCTION_CONTROLS,
  SERVICE_LEVELS,
} from '../../../domain/traffic/queue/level-of-service.ts';
import type { LineShape, Shape, ZoneShape } from '../../canvas/index.ts';
import { useText } from '../../i18n/index.ts';
import { NumberField } from './number-field.tsx';

interface ApproachFormProps {
  readonly zone: ZoneShape;
  readonly lines: readonly LineShape[];
  readonly onChange: (shape: Shape) => void;
}

const NONE = 'none';
const NEW_PLAN = { lanes: 1, freeSpeedKmh: 50, lengthMetres: null, control: 'signal', delayLimits: null } as const;

/** Makes an area an approach: a stop line makes it one, the rest says what its queue and delay are held against. */
export function ApproachForm({ zone, lines, onChange }: ApproachFormProps) {
  const { t } = useText();
  const plan = zone.approach ?? null;
  const put = (approach: ApproachPlan | null) => onChange({ ...zone, approach });
  const known = lines.map(({ id, name }) => ({ value: id, label: name }));
  const gone = plan !== null && !known.some(({ value }) => value === plan.stopLineId);
  return (
    <>
      <Select
        size="xs"
        label={t('approach.line')}
        allowDeselect={false}
        value={plan?.stopLineId ?? NONE}
        data={[
          { value: NONE, label: t('approach.line.none') },
          ...known,
          ...(gone ? [{ value: plan.stopLineId, label: t('approach.line.gone') }] : []),
        ]}
        onChange={(value) =>
          put(value === null || value === NONE ? null : { ...(plan ?? NEW_PLAN), stopLineId: value })
        }
      />
      {plan !== null && <PlanFields plan={plan} onChange={put} />}
    </>
  );
}

interface PlanFieldsProps {
  readonly plan: ApproachPlan;
  readonly onChange: (plan: ApproachPlan) => void;
}

function PlanFields({ plan, onChange }: PlanFieldsProps) {
  const { t } = useText();
  const whole = (lanes: number) => Math.min(8, Math.max(1, Math.round(lanes)));
  return (
    <>
      <SimpleGrid cols={3} spacing="xs">
        <NumberField
          label={t('approach.lanes')}
          value={plan.lanes}
          min={1}
          max={8}
          digits={0}
          onCommit={(lanes) => onChange({ ...plan, lanes: whole(lanes) })}
        />
        <NumberField
          label={t('approach.freeSpeed')}
          value={plan.freeSpeedKmh}
          min={5}
          max={150}
          digits={0}
          onCommit={(freeSpeedKmh) => onChange({ ...plan, freeSpeedKmh })}
        />
        <NumberField
          label={t('approach.length')}
          value={plan.lengthMetres ?? 0}
          min={0}
          max={2000}
          digits={0}
          onCommit={(metres) => onChange({ ...plan, lengthMetres: metres < 5 ? null : metres })}
        />
      </SimpleGrid>
      <LimitFields plan={plan} onChange={onChange} />
    </>
  );
}

const OWN = 'own';

function LimitFields({ plan, onChange }: PlanFieldsProps) {
  const { t } = useText();
  const limits = delayLimitsOf(plan);
  const choose = (value: string | null) => {
    const control = JUNCTION_CONTROLS.find((one) => one === value);
    if (control === undefined) onChange({ ...plan, delayLimits: HCM_DELAY_LIMITS[plan.control] });
    else onChange({ ...plan, control, delayLimits: null });
  };
  const putLimit = (at: number, seconds: number) => {
    const next = limits.map((limit, index) => (index === at ? seconds : limit));
    if (areDelayLimits(next)) onChange({ ...plan, delayLimits: next });
  };
  return (
    <>
      <Select
        size="xs"
        label={t('approach.control')}
        allowDeselect={false}
        value={plan.delayLimits === null ? plan.control : OWN}
        data={[
          ...JUNCTION_CONTROLS.map((control) => ({ value: control, label: t(`approach.control.${control}`) })),
          { value: OWN, label: t('approach.control.own') },
        ]}
        onChange={choose}
      />
      {plan.delayLimits !== null && (
        <SimpleGrid cols={5} spacing="xs">
          {limits.map((limit, at) => (
            <NumberField
              key={SERVICE_LEVELS[at]}
              label={t('approach.limit', { level: SERVICE_LEVELS[at] ?? '' })}
              value={limit}
              min={1}
              max={600}
              digits={0}
              onCommit={(seconds) => putLimit(at, seconds)}
            />
          ))}
        </SimpleGrid>
      )}
    </>
  );
}
