import { hashOf } from './routes.ts';
import type { Route } from './routes.ts';

/** Another window for a route: a tab of its own in a browser, a window of the program on the desktop. */
export function openWindow(route: Route): void {
  const { origin, pathname, protocol } = window.location;
  const base = protocol.startsWith('http') ? origin : `${protocol}//${window.location.host}`;
  window.open(`${base}${pathname}${hashOf(route)}`, '_blank', 'popup,noopener,width=960,height=600');
}
