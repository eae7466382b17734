import { useEffect, useRef } from 'react';
import type { IncidentAction } from '../../../domain/events/stages.ts';
import { isWriting } from '../../ui/index.ts';

export interface IncidentKeys {
  readonly onMove: (by: number) => void;
  readonly onAction: (action: IncidentAction) => void;
  readonly onWords: () => void;
}

const ACTIONS: Readonly<Record<string, IncidentAction>> = {
  a: 'acknowledge',
  v: 'verify',
  e: 'respond',
  r: 'resolve',
};

/** Keys of the page, wherever the focus is, except while somebody writes. */
export function useIncidentKeys(keys: IncidentKeys): void {
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

/** What a key means here. */
export function pressed(event: KeyboardEvent, keys: IncidentKeys): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
  const key = event.key.toLowerCase();
  const action = ACTIONS[key];
  if (action !== undefined) keys.onAction(action);
  else if (key === 'j') keys.onMove(1);
  else if (key === 'k') keys.onMove(-1);
  else if (key === 'n') {
    event.preventDefault();
    keys.onWords();
  }
}
