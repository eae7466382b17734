/** Where the person is, as it stands behind the # of the address. */
export type Route =
  | { readonly view: 'live' }
  | { readonly view: 'camera'; readonly cameraId: string }
  | { readonly view: 'map' }
  | { readonly view: 'cameras' }
  | { readonly view: 'models' }
  | { readonly view: 'system' };

export function routeOf(hash: string): Route {
  const [view = '', id = ''] = hash.replace(/^#\/?/, '').split('/');
  if (view === 'camera' && /^[a-z0-9][a-z0-9-]{0,47}$/.test(id)) return { view, cameraId: id };
  return view === 'map' || view === 'cameras' || view === 'models' || view === 'system' ? { view } : { view: 'live' };
}

export function hashOf(route: Route): string {
  return route.view === 'camera' ? `#/camera/${route.cameraId}` : `#/${route.view}`;
}
