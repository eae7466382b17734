import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CSSProperties, FocusEvent, KeyboardEvent } from 'react';
import { useText } from '../../i18n/index.ts';
import { rowsOf } from '../../state/index.ts';
import type { Rect } from '../../state/index.ts';
import { Tile } from './tile.tsx';
import { useWallKeys } from './use-wall-keys.ts';
import { moveOnWall } from './wall-move.ts';
import type { WallScene } from './wall-tiles.ts';
import classes from './live-view.module.css';

interface WallProps {
  readonly scene: WallScene;
  /** Divided evenly: a row is as high as its tiles need. Otherwise every place has the form that a person gave it. */
  readonly even: boolean;
  /** The camera that a person comes back from: its tile has the focus. */
  readonly focusFirst: string | null;
  readonly hrefOf: (cameraId: string) => string;
  readonly onLarge: (cameraId: string) => void;
  readonly onOpen: (cameraId: string) => void;
  readonly onPage: (by: number) => void;
}

/** The tiles that are on now; the keyboard stops at one of them, and arrows lead to the others. */
export function Wall({ scene, even, focusFirst, hrefOf, onLarge, onOpen, onPage }: WallProps) {
  const { t } = useText();
  const { tiles, columns, page } = scene;
  const links = useRef<(HTMLAnchorElement | null)[]>([]);
  const first = tiles.findIndex(({ camera }) => camera.id === focusFirst);
  const [focus, setFocus] = useState(Math.max(0, first));
  const focusTile = (index: number) => links.current[index]?.focus();
  useWallKeys({ count: tiles.length, onNumber: focusTile, onPage });
  const hold = useFocusOverPages(page, () => focusTile(Math.min(focus, tiles.length - 1)));

  const comesBack = useRef(first);
  useEffect(() => links.current[comesBack.current]?.focus(), []);

  const onKey = (event: KeyboardEvent, index: number) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const rects = tiles.map(({ rect }) => rect);
    const next = moveOnWall(event.key, index, rects);
    if (next === index) return;
    event.preventDefault();
    focusTile(next);
  };

  return (
    <ul
      {...hold}
      className={classes['wall']}
      data-even={even}
      data-tiles={tiles.length}
      style={wallForm(columns, rowsOf(tiles.map(({ rect }) => rect)))}
      aria-label={t('live.wall')}
    >
      {tiles.map(({ camera, rect }, index) => (
        <li key={camera.id} className={classes['cell']} style={even ? undefined : placeForm(rect)}>
          <Tile
            camera={camera}
            number={index + 1}
            focused={index === Math.min(focus, tiles.length - 1)}
            href={hrefOf(camera.id)}
            onOpen={() => onOpen(camera.id)}
            onEnlarge={() => onLarge(camera.id)}
            onKey={(event) => onKey(event, index)}
            onFocus={() => setFocus(index)}
            linkRef={(element) => {
              links.current[index] = element;
            }}
          />
        </li>
      ))}
    </ul>
  );
}

/** When the page turns under the focus, its tile is gone: the focus goes to the tile in its place, not to nowhere. */
function useFocusOverPages(page: number, focusTile: () => void) {
  const inside = useRef(false);
  const last = useRef(page);
  useLayoutEffect(() => {
    const turned = last.current !== page;
    last.current = page;
    if (turned && inside.current && document.activeElement === document.body) focusTile();
  });
  return {
    onFocus: () => {
      inside.current = true;
    },
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
      if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) inside.current = false;
    },
  };
}

export function wallForm(columns: number, rows: number): CSSProperties {
  return { '--columns': columns, '--rows': rows } as CSSProperties;
}

export function placeForm({ x, y, w, h }: Rect): CSSProperties {
  return { gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` };
}
