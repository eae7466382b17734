import { Checkbox, Fieldset, Group, NumberInput } from '@mantine/core';
import type { ZoneWatch } from '../../../domain/events/watch-zone.ts';
import { normPoint } from '../../../domain/geometry/points.ts';
import type { NormPoint } from '../../../domain/geometry/points.ts';
import type { Shape, ZoneShape } from '../../canvas/index.ts';
import { useText } from '../../i18n/index.ts';

const NOTHING: ZoneWatch = {
  carriageway: false,
  bicycles: true,
  direction: null,
  stopLine: false,
  spillback: false,
  capacity: null,
  limitKmh: null,
};

interface ZoneWatchFormProps {
  readonly zone: ZoneShape;
  readonly onChange: (shape: Shape) => void;
}

/** What a zone is and what is looked for in it. */
export function ZoneWatchForm({ zone, onChange }: ZoneWatchFormProps) {
  const { t } = useText();
  const watch = zone.watch ?? NOTHING;
  const change = (part: Partial<ZoneWatch>) => onChange({ ...zone, watch: { ...watch, ...part } });
  const tick = (label: string, checked: boolean, part: Partial<ZoneWatch>) => (
    <Checkbox size="xs" label={label} checked={checked} onChange={() => change(part)} />
  );
  return (
    <Fieldset legend={t('watch.title')} p="xs" style={{ display: 'grid', gap: 8 }}>
      {tick(t('watch.carriageway'), watch.carriageway, { carriageway: !watch.carriageway })}
      {watch.carriageway && tick(t('watch.noBicycles'), !watch.bicycles, { bicycles: !watch.bicycles })}
      {tick(t('watch.direction'), watch.direction !== null, {
        direction: watch.direction === null ? firstArrow(zone) : null,
      })}
      {watch.direction !== null && (
        <>
          {tick(t('watch.stopLine'), watch.stopLine, { stopLine: !watch.stopLine })}
          {tick(t('watch.spillback'), watch.spillback, { spillback: !watch.spillback })}
          <ArrowFields direction={watch.direction} onChange={(direction) => change({ direction })} />
        </>
      )}
      <Group gap={6} grow>
        <Amount
          label={t('watch.capacity')}
          value={watch.capacity}
          bounds={[1, 500]}
          onChange={(capacity) => change({ capacity })}
        />
        <Amount
          label={t('watch.limit')}
          value={watch.limitKmh}
          bounds={[5, 200]}
          onChange={(limitKmh) => change({ limitKmh })}
        />
      </Group>
    </Fieldset>
  );
}

/** Up the picture through the middle of the zone, until somebody says otherwise. */
function firstArrow({ points }: ZoneShape): { from: NormPoint; to: NormPoint } {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const x = (Math.min(...xs) + Math.max(...xs)) / 2;
  return { from: normPoint(x, Math.max(...ys)), to: normPoint(x, Math.min(...ys)) };
}

interface ArrowFieldsProps {
  readonly direction: NonNullable<ZoneWatch['direction']>;
  readonly onChange: (direction: NonNullable<ZoneWatch['direction']>) => void;
}

function ArrowFields({ direction, onChange }: ArrowFieldsProps) {
  const { t } = useText();
  return (['from', 'to'] as const).map((end) => {
    const { x, y } = direction[end];
    const point = t(`watch.direction.${end}`);
    const to = (place: NormPoint) => onChange({ ...direction, [end]: place });
    return (
      <Group key={end} gap={6} grow>
        <Share label={t('watch.x', { point })} value={x} onChange={(value) => to(normPoint(value, y))} />
        <Share label={t('watch.y', { point })} value={y} onChange={(value) => to(normPoint(x, value))} />
      </Group>
    );
  });
}

interface ShareProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Share({ label, value, onChange }: ShareProps) {
  return (
    <NumberInput
      size="xs"
      label={label}
      min={0}
      max={100}
      step={1}
      decimalScale={1}
      suffix=" %"
      value={Math.round(value * 1000) / 10}
      onChange={(next) => {
        const share = Number(next) / 100;
        if (next !== '' && share >= 0 && share <= 1) onChange(share);
      }}
    />
  );
}

interface AmountProps {
  readonly label: string;
  readonly value: number | null;
  readonly bounds: readonly [least: number, most: number];
  readonly onChange: (value: number | null) => void;
}

function Amount({ label, value, bounds: [least, most], onChange }: AmountProps) {
  return (
    <NumberInput
      size="xs"
      label={label}
      min={least}
      max={most}
      allowDecimal={false}
      value={value ?? ''}
      onChange={(next) => {
        if (next === '') onChange(null);
        else if (Number(next) >= least && Number(next) <= most) onChange(Number(next));
      }}
    />
  );
}
