import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { normPoint } from '../../../domain/geometry/points.ts';
import { flipLine, newLine, newZone, problemOf } from '../../canvas/index.ts';
import type { Shape } from '../../canvas/index.ts';
import { directionName, useText } from '../../i18n/index.ts';
import { Icon, Panel } from '../../ui/index.ts';
import type { IconName } from '../../ui/index.ts';
import { freeName } from './drawing-map.ts';
import { ShapeForm } from './shape-form.tsx';
import type { Drawing } from './use-drawing.ts';
import classes from './shape-list.module.css';

interface ShapeListProps {
  readonly drawing: Drawing;
  readonly editable: boolean;
  readonly onRemove: (id: string) => void;
}

/** All lines and zones beside the picture: everything that the pointer can do can be done from here too. */
export function ShapeList({ drawing, editable, onRemove }: ShapeListProps) {
  const { t } = useText();
  const { shapes, selectedId } = drawing.draft;
  return (
    <Panel title={t('drawing.title')} aside={editable && <AddButtons drawing={drawing} />}>
      {shapes.length === 0 && (
        <p className={classes['empty']}>{t(editable ? 'drawing.empty' : 'drawing.empty.viewer')}</p>
      )}
      {!editable && shapes.length > 0 && <p className={classes['empty']}>{t('drawing.readonly')}</p>}
      <ul className={classes['list']}>
        {shapes.map((shape) => (
          <li key={shape.id} className={classes['item']} data-selected={shape.id === selectedId}>
            <ShapeRow shape={shape} drawing={drawing} editable={editable} onRemove={onRemove} />
            {shape.id === selectedId && editable && (
              <ShapeForm
                key={shape.id}
                shape={shape}
                lines={drawing.draft.base.filter((one) => one.kind === 'line')}
                onChange={(next) => drawing.act({ type: 'put', shape: next })}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function AddButtons({ drawing }: { readonly drawing: Drawing }) {
  const { t } = useText();
  const { shapes } = drawing.draft;
  const put = (shape: Shape) => drawing.act({ type: 'put', shape });
  const addLine = () =>
    put(newLine(crypto.randomUUID(), freeName(shapes, t('drawing.line')), normPoint(0.25, 0.6), normPoint(0.75, 0.6)));
  const addZone = () => {
    const corners = [normPoint(0.3, 0.4), normPoint(0.7, 0.4), normPoint(0.7, 0.8), normPoint(0.3, 0.8)];
    put(newZone(crypto.randomUUID(), freeName(shapes, t('drawing.zone')), corners));
  };
  return (
    <Group gap={6}>
      <Button size="compact-xs" variant="default" onClick={addLine} leftSection={<Icon name="plus" size={12} />}>
        {t('drawing.line')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={addZone} leftSection={<Icon name="plus" size={12} />}>
        {t('drawing.zone')}
      </Button>
    </Group>
  );
}

interface ShapeRowProps extends ShapeListProps {
  readonly shape: Shape;
}

function ShapeRow({ shape, drawing, editable, onRemove }: ShapeRowProps) {
  const { t } = useText();
  const selected = shape.id === drawing.draft.selectedId;
  const problem = problemOf(shape);
  return (
    <div className={classes['row']}>
      <button
        type="button"
        className={classes['pick']}
        aria-expanded={editable ? selected : undefined}
        onClick={() => drawing.act({ type: 'select', id: selected ? null : shape.id })}
      >
        <Icon name={shape.kind} />
        <span className={classes['name']}>{shape.name}</span>
        <span className={classes['kind']}>
          {shape.kind === 'line'
            ? `${directionName(t, 'in', shape.inName)} / ${directionName(t, 'out', shape.outName)}`
            : t(`area.${shape.area}`)}
        </span>
      </button>
      {problem !== null && <span className={classes['problem']}>{t(`drawing.problem.${problem}`)}</span>}
      {editable && (
        <>
          {shape.kind === 'line' && (
            <RowAction
              icon="flip"
              label={t('drawing.flip', { name: shape.name })}
              onClick={() => drawing.act({ type: 'put', shape: flipLine(shape) })}
            />
          )}
          <RowAction
            icon="trash"
            label={t('drawing.delete', { name: shape.name })}
            onClick={() => onRemove(shape.id)}
          />
        </>
      )}
    </div>
  );
}

function RowAction(props: { readonly icon: IconName; readonly label: string; readonly onClick: () => void }) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={props.label} onClick={props.onClick}>
        <Icon name={props.icon} size={15} />
      </ActionIcon>
    </Tooltip>
  );
}
