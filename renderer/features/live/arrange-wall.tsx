import { useEffect, useRef, useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import {
  changeWall,
  inReadingOrder,
  pinCamera,
  placeSlot,
  removeSlot,
  rowsOf,
  stepSlot,
  useWall,
  wallPage,
  withArrangement,
} from '../../state/index.ts';
import type { Arrangement } from '../../state/index.ts';
import { ArrangeSlot } from './arrange-slot.tsx';
import { wallForm } from './wall.tsx';
import classes from './live-view.module.css';

interface ArrangeWallProps {
  readonly cameras: readonly CameraView[];
  /** Ids of the cameras of the group, in their order. */
  readonly group: readonly string[];
  readonly onDone: () => void;
}

/** The wall while its places are dragged and resized; the pictures go on behind. */
export function ArrangeWall({ cameras, group, onDone }: ArrangeWallProps) {
  const { t } = useText();
  const now = useWall((state) => state.now);
  const grid = useRef<HTMLUListElement>(null);
  const [said, setSaid] = useState('');
  useEndByEscape(onDone);
  const { cameras: placed } = wallPage(now.slots, group, new Set(cameras.map(({ id }) => id)), now.page);

  const arrange = (next: Arrangement) => changeWall((one) => withArrangement(one, next));
  const put = (next: Arrangement, index: number) => {
    arrange(next);
    const slot = next.slots[index];
    if (slot === undefined) return;
    const { x, y, w, h } = slot;
    setSaid(t('wall.arrange.place', { number: index + 1, column: x + 1, row: y + 1, width: w, height: h }));
  };
  const remove = (index: number) => {
    arrange(removeSlot(now, index));
    setSaid(t('wall.arrange.removed', { number: index + 1 }));
    grid.current?.querySelector('button')?.focus();
  };

  return (
    <>
      <p className={classes['help']}>{t('wall.arrange.help')}</p>
      <ul
        ref={grid}
        className={classes['wall']}
        data-even="false"
        data-arranging="true"
        style={wallForm(now.columns, rowsOf(now.slots))}
        aria-label={t('live.wall')}
      >
        {inReadingOrder(now.slots).map((index) => {
          const slot = now.slots[index];
          if (slot === undefined) return null;
          return (
            <ArrangeSlot
              key={index}
              number={index + 1}
              slot={slot}
              arrangement={now}
              camera={cameras.find(({ id }) => id === placed[index]) ?? null}
              cameras={cameras}
              grid={grid}
              onPlace={(from, wanted) => put(placeSlot(from, index, wanted), index)}
              onStep={(right, down) => put(stepSlot(now, index, right, down), index)}
              onPin={(camera) => arrange(pinCamera(now, index, camera))}
              onRemove={() => remove(index)}
            />
          );
        })}
      </ul>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  );
}

function useEndByEscape(onDone: () => void): void {
  const latest = useRef(onDone);
  useEffect(() => {
    latest.current = onDone;
  });
  useEffect(() => {
    const stopping = new AbortController();
    const pressed = (event: KeyboardEvent) => {
      const elsewhere = event.target instanceof HTMLElement && event.target.closest('[role="dialog"], [role="menu"]');
      if (event.key === 'Escape' && elsewhere === null) latest.current();
    };
    window.addEventListener('keydown', pressed, { signal: stopping.signal });
    return () => stopping.abort();
  }, []);
}
