import { useEffect, useRef } from 'react';
import { isWriting } from '../../ui/index.ts';

export interface WallKeys {
  readonly count: number;
  readonly onNumber: (index: number) => void;
  readonly onPage: (by: number) => void;
}

/** Keys of the wall that work wherever the focus is, except while somebody writes: 1 to 9 pick a tile, Page keys turn the wall. */
export function useWallKeys(keys: WallKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const stopping = new AbortController();
    window.addEventListener('keydown', (event) => pressed(event, latest.current), { signal: stopping.signal });
    return () => stopping.abort();
  }, []);
}

function pressed(event: KeyboardEvent, keys: WallKeys): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
  const number = Number(event.key);
  if (event.key !== '0' && Number.isInteger(number) && number <= keys.count) keys.onNumber(number - 1);
  else if (event.key === 'PageDown') keys.onPage(1);
  else if (event.key === 'PageUp') keys.onPage(-1);
}
