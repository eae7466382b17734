import { useSyncExternalStore } from 'react';
import { mayLeave } from '../state/index.ts';
import { hashOf, routeOf } from './routes.ts';
import type { Route } from './routes.ts';

let current = routeOf(window.location.hash);
let currentHash = window.location.hash;

function subscribe(changed: () => void): () => void {
  const moved = () => {
    if (window.location.hash === currentHash) return;
    if (!mayLeave()) {
      window.history.replaceState(null, '', currentHash === '' ? '#/live' : currentHash);
      return;
    }
    currentHash = window.location.hash;
    current = routeOf(currentHash);
    changed();
  };
  window.addEventListener('hashchange', moved);
  return () => window.removeEventListener('hashchange', moved);
}

/** The route that is on; a page with unsaved work is asked before it changes. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, () => current);
}

export function goTo(route: Route): void {
  window.location.hash = hashOf(route);
}
