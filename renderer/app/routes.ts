/** Where the person is, as it stands behind the # of the address. */
export type Route =
  | { readonly view: 'live'; /** Shown large. */ readonly cameraId?: string }
  | { readonly view: 'camera'; readonly cameraId: string }
  | { readonly view: 'cameras' }
  | { readonly view: 'models' }
  | { readonly view: 'system' }
  /** A window that shows pictures and nothing else: the wall, a saved layout, or one camera. */
  | { readonly view: 'alone'; readonly show: 'live'; readonly cameraId?: string }
  | { readonly view: 'alone'; readonly show: 'layout'; readonly layoutId: string }
  | { readonly view: 'alone'; readonly show: 'camera'; readonly cameraId: string };

const CAMERA_ID = /^[a-z0-9][a-z0-9-]{0,47}$/;

export function routeOf(hash: string): Route {
  const [view = '', ...rest] = hash.replace(/^#\/?/, '').split('/');
  const [id = ''] = rest;
  if (view === 'camera' && CAMERA_ID.test(id)) return { view, cameraId: id };
  if (view === 'alone') return aloneRoute(id, rest[1] ?? '');
  if (view === 'cameras' || view === 'models' || view === 'system') return { view };
  return view === 'live' && CAMERA_ID.test(id) ? { view, cameraId: id } : { view: 'live' };
}

function aloneRoute(show: string, id: string): Route {
  if (show === 'layout' && CAMERA_ID.test(id)) return { view: 'alone', show, layoutId: id };
  if (show === 'camera' && CAMERA_ID.test(id)) return { view: 'alone', show, cameraId: id };
  return CAMERA_ID.test(id) ? { view: 'alone', show: 'live', cameraId: id } : { view: 'alone', show: 'live' };
}

export function hashOf(route: Route): string {
  switch (route.view) {
    case 'camera':
      return `#/camera/${route.cameraId}`;
    case 'live':
      return joined('#/live', route.cameraId);
    case 'alone':
      if (route.show === 'layout') return `#/alone/layout/${route.layoutId}`;
      return joined(`#/alone/${route.show}`, route.cameraId);
    default:
      return `#/${route.view}`;
  }
}

/** Two routes of one place are one page: moving between them keeps its pictures running. */
export function placeOf(route: Route): string {
  const wall = route.view === 'live' || (route.view === 'alone' && route.show !== 'camera');
  return wall ? 'wall' : hashOf(route);
}

function joined(place: string, id: string | undefined): string {
  return id === undefined ? place : `${place}/${id}`;
}
