import { SimpleGrid } from '@mantine/core';
import type { Shape, ZoneShape } from '../../canvas/index.ts';
import { useText } from '../../i18n/index.ts';
import { NumberField } from './number-field.tsx';

interface RoadFieldsProps {
  readonly zone: ZoneShape;
  readonly onChange: (shape: Shape) => void;
}

/** Lanes and length of the road under a zone: without them nothing is said per kilometre and lane. */
export function RoadFields({ zone, onChange }: RoadFieldsProps) {
  const { t } = useText();
  const { road } = zone;
  const lengthMetres = road?.lengthMetres ?? null;
  const setLanes = (lanes: number) => {
    const whole = Math.min(20, Math.round(lanes));
    onChange({ ...zone, road: whole < 1 ? null : { lanes: whole, lengthMetres } });
  };
  const setLength = (metres: number) => {
    const measured = metres <= 0 ? null : Math.min(5000, Math.max(2, metres));
    onChange({ ...zone, road: { lanes: road?.lanes ?? 1, lengthMetres: measured } });
  };
  return (
    <SimpleGrid cols={2} spacing="xs">
      <NumberField label={t('road.lanes')} value={road?.lanes ?? 0} min={0} max={20} digits={0} onCommit={setLanes} />
      <NumberField
        label={t('road.length')}
        value={lengthMetres ?? 0}
        min={0}
        max={5000}
        digits={1}
        onCommit={setLength}
      />
    </SimpleGrid>
  );
}
