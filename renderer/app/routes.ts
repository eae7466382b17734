/** Where the person is, as it stands behind the # of the address. */
export type Route =
  | { readonly view: 'live'; /** Shown large. */ readonly cameraId?: string }
  | { readonly view: 'camera'; readonly cameraId: string }
  | { readonly view: 'traffic' }
  | { readonly view: 'incidents'; readonly incidentId: string | null }
  | { readonly view: 'map' }
  | { readonly view: 'cameras' }
  | { readonly view: 'models' }
  | { readonly view: 'system' }
  /** A window that shows pictures and nothing else: the wall, a saved layout, or one camera. */
  | { readonly view: 'alone'; readonly show: 'live'; readonly cameraId?: string }
  | { readonly view: 'alone'; readonly show: 'layout'; readonly layoutId: string }
  | { readonly view: 'alone'; readonly show: 'camera'; readonly cameraId: string };

const CAMERA_ID = /^[a-z0-9][a-z0-9-]{0,47}$/;
const INCIDENT_ID = /^[0-9a-f-]{36}$/;

const LISTED = [
  { view: 'map' },
  { view: 'traffic' },
  { view: 'cameras' },
  { view: 'models' },
  { view: 'system' },
] as const;

export function routeOf(hash: string): Route {
  const [view = '', ...rest] = hash.replace(/^#\/?/, '').split('/');
  const [id = ''] = rest;
  if (view === 'camera' && CAMERA_ID.test(id)) return { view, cameraId: id };
  if (view === 'incidents') return { view, incidentId: INCIDENT_ID.test(id) ? id : null };
  if (view === 'alone') return aloneRoute(id, rest[1] ?? '');
  if (view === 'live' && CAMERA_ID.test(id)) return { view, cameraId: id };
  return LISTED.find((listed) => listed.view === view) ?? { view: 'live' };
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
    case 'incidents':
      return joined('#/incidents', route.incidentId ?? undefined);
    case 'live':
      return joined('#/live', route.cameraId);
    case 'alone':
      if (route.show === 'layout') return `#/alone/layout/${route.layoutId}`;
      return joined(`#/alone/${route.show}`, route.cameraId);
    default:
      return `#/${route.view}`;
  }
}

/** Two routes of one place are one page: moving between them keeps its pictures running, or the focus with its list. */
export function placeOf(route: Route): string {
  if (route.view === 'incidents') return route.view;
  const wall = route.view === 'live' || (route.view === 'alone' && route.show !== 'camera');
  return wall ? 'wall' : hashOf(route);
}

function joined(place: string, id: string | undefined): string {
  return id === undefined ? place : `${place}/${id}`;
}
