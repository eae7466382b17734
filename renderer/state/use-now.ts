import { useSyncExternalStore } from 'react';
import { siteNowMs } from './clock.ts';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = siteNowMs();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = siteNowMs();
    for (const one of listeners) one();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The site's clock, once a second, for everything on screen that grows old; one timer for all of it. */
export function useNowMs(): number {
  return useSyncExternalStore(subscribe, () => now);
}
