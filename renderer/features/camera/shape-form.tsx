import { Button, Group, NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { normPoint } from '../../../domain/geometry/points.ts';
import { insertPoint, movePoint, pointsOf, removePoint } from '../../canvas/index.ts';
import type { AreaKind, LineShape, Shape, ZoneShape } from '../../canvas/index.ts';
import { directionName, useText } from '../../i18n/index.ts';
import { Icon } from '../../ui/index.ts';
import { RoadFields } from './road-fields.tsx';
import { ApproachForm } from './approach-form.tsx';
import { ZoneWatchForm } from './zone-watch-form.tsx';

interface ShapeFormProps {
  readonly shape: Shape;
  /** Those that the site knows: one of them may be the stop line of an approach. */
  readonly lines: readonly LineShape[];
  readonly onChange: (shape: Shape) => void;
}

/** Name, directions and exact places of one drawing; a change counts when the field is left or Enter is pressed. */
export function ShapeForm({ shape, lines, onChange }: ShapeFormProps) {
  const { t } = useText();
  return (
    <div style={{ padding: '4px 8px 12px', display: 'grid', gap: 8 }}>
      <WordField label={t('drawing.name')} value={shape.name} onCommit={(name) => onChange({ ...shape, name })} />
      {shape.kind === 'line' ? (
        <DirectionNames line={shape} onChange={onChange} />
      ) : (
        <>
          <AreaSelect shape={shape} onChange={onChange} />
          {shape.area === 'zone' && <ApproachForm zone={shape} lines={lines} onChange={onChange} />}
        </>
      )}
      {shape.kind === 'zone' && shape.area === 'zone' && <RoadFields zone={shape} onChange={onChange} />}
      <Places shape={shape} onChange={onChange} />
      {shape.kind === 'zone' && shape.area === 'zone' && <ZoneWatchForm zone={shape} onChange={onChange} />}
    </div>
  );
}

/** A direction that gets its plain word back is one that nobody has named: every screen says it in its own language. */
function DirectionNames({ line, onChange }: { readonly line: LineShape; readonly onChange: (shape: Shape) => void }) {
  const { t } = useText();
  const stored = (direction: 'in' | 'out', name: string) => (name === t(`direction.${direction}`) ? direction : name);
  return (
    <SimpleGrid cols={2} spacing="xs">
      <WordField
        label={t('drawing.inName')}
        value={directionName(t, 'in', line.inName)}
        onCommit={(name) => onChange({ ...line, inName: stored('in', name) })}
      />
      <WordField
        label={t('drawing.outName')}
        value={directionName(t, 'out', line.outName)}
        onCommit={(name) => onChange({ ...line, outName: stored('out', name) })}
      />
    </SimpleGrid>
  );
}

const AREAS: readonly AreaKind[] = ['zone', 'region', 'mask'];

function AreaSelect({ shape, onChange }: { readonly shape: ZoneShape; readonly onChange: (shape: Shape) => void }) {
  const { t } = useText();
  return (
    <Select
      size="xs"
      label={t('drawing.area')}
      allowDeselect={false}
      value={shape.area}
      data={AREAS.map((area) => ({ value: area, label: t(`area.${area}`) }))}
      onChange={(value) => onChange({ ...shape, area: AREAS.find((area) => area === value) ?? 'zone' })}
    />
  );
}

function Places({ shape, onChange }: Omit<ShapeFormProps, 'lines'>) {
  const { t } = useText();
  const points = pointsOf(shape);
  return (
    <div style={{ display: 'grid', gap: 6 }}>
      {points.map((point, index) => {
        const name =
          shape.kind === 'line'
            ? t(index === 0 ? 'drawing.start' : 'drawing.end')
            : t('drawing.corner', { number: index + 1 });
        const to = (x: number, y: number) => onChange(movePoint(shape, index, normPoint(x, y)));
        return (
          <Group key={index} gap={6} wrap="nowrap" align="end">
            <PlaceField label={t('drawing.x', { point: name })} value={point.x} onCommit={(x) => to(x, point.y)} />
            <PlaceField label={t('drawing.y', { point: name })} value={point.y} onCommit={(y) => to(point.x, y)} />
            {shape.kind === 'zone' && <CornerButtons zone={shape} index={index} onChange={onChange} />}
          </Group>
        );
      })}
    </div>
  );
}

interface CornerButtonsProps {
  readonly zone: ZoneShape;
  readonly index: number;
  readonly onChange: (shape: Shape) => void;
}

function CornerButtons({ zone, index, onChange }: CornerButtonsProps) {
  const { t } = useText();
  const number = index + 1;
  return (
    <>
      <Button
        size="xs"
        px={7}
        variant="default"
        aria-label={t('drawing.corner.add', { number })}
        onClick={() => onChange(insertPoint(zone, index))}
      >
        <Icon name="plus" size={13} />
      </Button>
      <Button
        size="xs"
        px={7}
        variant="default"
        disabled={zone.points.length <= 3}
        aria-label={t('drawing.corner.remove', { number })}
        onClick={() => onChange(removePoint(zone, index))}
      >
        <Icon name="cross" size={13} />
      </Button>
    </>
  );
}

interface FieldProps<T> {
  readonly label: string;
  readonly value: T;
  readonly onCommit: (value: T) => void;
}

function WordField({ label, value, onCommit }: FieldProps<string>) {
  const [text, setText] = useState<string | null>(null);
  const commit = () => {
    if (text !== null && text.trim() !== '' && text !== value) onCommit(text.trim());
    setText(null);
  };
  return (
    <TextInput
      size="xs"
      label={label}
      maxLength={80}
      value={text ?? value}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}

function PlaceField({ label, value, onCommit }: FieldProps<number>) {
  const [text, setText] = useState<string | number | null>(null);
  const commit = () => {
    const next = Number(text) / 100;
    if (text !== null && text !== '' && Number.isFinite(next) && Math.abs(next - value) > 1e-4) onCommit(next);
    setText(null);
  };
  return (
    <NumberInput
      size="xs"
      label={label}
      style={{ flex: 1, minWidth: 0 }}
      min={0}
      max={100}
      step={0.5}
      decimalScale={1}
      suffix=" %"
      hideControls
      value={text ?? Math.round(value * 1000) / 10}
      onChange={setText}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
