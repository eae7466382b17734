import { ActionIcon, NativeSelect } from '@mantine/core';
import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { rowsOf } from '../../state/index.ts';
import type { Arrangement, Rect, Slot } from '../../state/index.ts';
import { Icon } from '../../ui/index.ts';
import { Tile } from './tile.tsx';
import { placeForm } from './wall.tsx';
import classes from './live-view.module.css';

interface ArrangeSlotProps {
  readonly number: number;
  readonly slot: Slot;
  readonly arrangement: Arrangement;
  readonly camera: CameraView | null;
  readonly cameras: readonly CameraView[];
  readonly grid: RefObject<HTMLElement | null>;
  readonly onPlace: (from: Arrangement, wanted: Rect) => void;
  readonly onStep: (right: number, down: number) => void;
  readonly onPin: (cameraId: string | null) => void;
  readonly onRemove: () => void;
}

/** One place of the wall: moved by its surface, resized by its corner, or both by keys. */
export function ArrangeSlot(props: ArrangeSlotProps) {
  const { number, slot, arrangement, camera, cameras, onPlace, onStep, onPin, onRemove } = props;
  const { t } = useText();
  const move = useDrag(props, 'move');
  const resize = useDrag(props, 'resize');
  const onKey = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (step !== null && event.shiftKey) onPlace(arrangement, { ...slot, w: slot.w + step[0], h: slot.h + step[1] });
    else if (step !== null) onStep(step[0], step[1]);
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
    else return;
    event.preventDefault();
  };
  return (
    <li className={classes['cell']} style={placeForm(slot)} data-slot={number}>
      <div className={classes['behind']} inert>
        {camera !== null && <Tile camera={camera} number={number} focused={false} {...NOTHING} />}
      </div>
      <button
        type="button"
        className={classes['grip']}
        aria-label={t('wall.arrange.slot', { number, what: camera?.name ?? t('wall.arrange.empty') })}
        aria-description={t('wall.arrange.help')}
        onKeyDown={onKey}
        {...move}
      >
        <span>{number}</span>
      </button>
      <span className={classes['corner']} aria-hidden="true" {...resize} />
      <div className={classes['slotTools']}>
        <NativeSelect
          size="xs"
          aria-label={t('wall.arrange.camera', { number })}
          value={slot.camera ?? ''}
          onChange={({ currentTarget }) => onPin(currentTarget.value === '' ? null : currentTarget.value)}
          data={[
            { value: '', label: t('wall.arrange.next') },
            ...cameras.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <ActionIcon
          variant="default"
          size={30}
          aria-label={t('wall.arrange.remove', { number })}
          disabled={arrangement.slots.length === 1}
          onClick={onRemove}
        >
          <Icon name="trash" />
        </ActionIcon>
      </div>
    </li>
  );
}

const nothing = () => undefined;
const NOTHING = {
  href: '#/live',
  onOpen: nothing,
  onEnlarge: nothing,
  onKey: nothing,
  onFocus: nothing,
  linkRef: nothing,
};

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function stepOf({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): readonly [number, number] | null {
  return ctrlKey || altKey || metaKey ? null : (STEPS[key] ?? null);
}

interface Drag {
  readonly pointerId: number;
  readonly fromX: number;
  readonly fromY: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly start: Slot;
  /** Everything is placed from how it was at the beginning, so that going back puts all of it back. */
  readonly arrangement: Arrangement;
}

function useDrag({ slot, arrangement, grid, onPlace }: ArrangeSlotProps, how: 'move' | 'resize') {
  const drag = useRef<Drag | null>(null);
  const last = useRef('');
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const bounds = grid.current?.getBoundingClientRect();
      if (event.button !== 0 || bounds === undefined) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = {
        pointerId: event.pointerId,
        fromX: event.clientX,
        fromY: event.clientY,
        cellWidth: bounds.width / arrangement.columns,
        cellHeight: bounds.height / rowsOf(arrangement.slots),
        start: slot,
        arrangement,
      };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const now = drag.current;
      if (now?.pointerId !== event.pointerId) return;
      const wanted = wantedBy(now, event, how);
      const text = JSON.stringify(wanted);
      if (text === last.current) return;
      last.current = text;
      onPlace(now.arrangement, wanted);
    },
    onPointerUp: () => (drag.current = null),
    onPointerCancel: () => (drag.current = null),
  };
}

function wantedBy(drag: Drag, event: PointerEvent, how: 'move' | 'resize'): Rect {
  const right = Math.round((event.clientX - drag.fromX) / drag.cellWidth);
  const down = Math.round((event.clientY - drag.fromY) / drag.cellHeight);
  const { x, y, w, h } = drag.start;
  return how === 'move' ? { x: x + right, y: y + down, w, h } : { x, y, w: w + right, h: h + down };
}
