/** Where the person is, as it stands behind the # of the address. */
export type Route =
  | { readonly view: 'live' }
  | { readonly view: 'camera'; readonly cameraId: string }
  | { readonly view: 'traffic' }
  | { readonly view: 'incidents'; readonly incidentId: string | null }
  | { readonly view: 'cameras' }
  | { readonly view: 'models' }
  | { readonly view: 'system' };

const LISTED = [{ view: 'traffic' }, { view: 'cameras' }, { view: 'models' }, { view: 'system' }] as const;

export function routeOf(hash: string): Route {
  const [view = '', id = ''] = hash.replace(/^#\/?/, '').split('/');
  if (view === 'camera' && /^[a-z0-9][a-z0-9-]{0,47}$/.test(id)) return { view, cameraId: id };
  if (view === 'incidents') return { view, incidentId: /^[0-9a-f-]{36}$/.test(id) ? id : null };
  return LISTED.find((listed) => listed.view === view) ?? { view: 'live' };
}

export function hashOf(route: Route): string {
  if (route.view === 'incidents' && route.incidentId !== null) return `#/incidents/${route.incidentId}`;
  return route.view === 'camera' ? `#/camera/${route.cameraId}` : `#/${route.view}`;
}
