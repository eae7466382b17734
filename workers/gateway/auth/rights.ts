import type { Role } from '../../../domain/contracts/store-commands.ts';

const EVERYONE = ['admin', 'operator', 'analyst', 'viewer'] as const satisfies readonly Role[];
/** Those who decide where is counted and look into the past. */
const STUDY = ['admin', 'operator', 'analyst'] as const satisfies readonly Role[];
/** Those who run the cameras. */
const OPERATE = ['admin', 'operator'] as const satisfies readonly Role[];
const ADMIN = ['admin'] as const satisfies readonly Role[];

/**
 * open: without sign-in. session: any signed-in user, even one who must still set a password.
 * picture: a signed-in user, or the stream key of exactly this camera.
 */
export type Right = 'open' | 'session' | 'picture' | readonly Role[];

/** Who may do what: every route of the API stands here once, and a route that does not stand here cannot be mounted. */
export const RIGHTS = {
  'GET /health': 'open',
  'POST /sign-in': 'open',
  'POST /sign-in/token': 'open',
  'POST /sign-out': 'session',
  'GET /session': 'session',

  'GET /cameras': EVERYONE,
  'GET /cameras/:id': EVERYONE,
  'POST /cameras': OPERATE,
  'PATCH /cameras/:id': OPERATE,
  'DELETE /cameras/:id': OPERATE,
  'GET /cameras/:id/snapshot.jpg': 'picture',
  'GET /cameras/:id/stream.mjpeg': 'picture',
  'GET /cameras/:id/stream-keys': OPERATE,
  'POST /cameras/:id/stream-keys': OPERATE,
  'DELETE /stream-keys/:keyId': OPERATE,

  'POST /cameras/:id/lines': STUDY,
  'PATCH /lines/:lineId': STUDY,
  'DELETE /lines/:lineId': STUDY,
  'POST /cameras/:id/zones': STUDY,
  'PATCH /zones/:zoneId': STUDY,
  'DELETE /zones/:zoneId': STUDY,

  'GET /cameras/:id/calibration': EVERYONE,
  'PUT /cameras/:id/calibration': STUDY,
  'POST /cameras/:id/calibration/withdraw': STUDY,
  'POST /cameras/:id/movements': STUDY,
  'POST /cameras/:id/movements/generate': STUDY,
  'POST /cameras/:id/movements/propose': STUDY,
  'POST /cameras/:id/movements/retro-count': STUDY,
  'PATCH /movements/:movementId': STUDY,
  'DELETE /movements/:movementId': STUDY,
  'GET /cameras/:id/movements/matrix': EVERYONE,
  'GET /cameras/:id/movements/matrix.csv': EVERYONE,
  'GET /cameras/:id/movements/volumes': EVERYONE,
  'GET /cameras/:id/movements/tracks': EVERYONE,
  'GET /cameras/:id/peak-hours': EVERYONE,
  'GET /cameras/:id/volumes.csv': EVERYONE,
  'GET /site/pcu': EVERYONE,
  'PUT /site/pcu': STUDY,

  'GET /cameras/:id/approaches': EVERYONE,
  'GET /cameras/:id/speeds': EVERYONE,
  'GET /cameras/:id/journeys': EVERYONE,

  'GET /cameras/:id/counts': EVERYONE,
  'GET /cameras/:id/volumes': EVERYONE,
  'GET /cameras/:id/gaps': EVERYONE,
  'GET /cameras/:id/density': EVERYONE,
  'GET /cameras/:id/zone-history': EVERYONE,
  'GET /cameras/:id/changes': EVERYONE,
  'GET /runs/:runId': EVERYONE,
  'GET /cameras/:id/normal': EVERYONE,
  'GET /cameras/:id/forecast': EVERYONE,
  'GET /departures': EVERYONE,
  'GET /flows': EVERYONE,
  'GET /map-packs': EVERYONE,
  'GET /map-packs/:name': EVERYONE,
  'GET /crossings': EVERYONE,
  'GET /sessions': EVERYONE,
  'GET /tracks/:sessionId/:track': EVERYONE,
  'POST /retro-count': STUDY,

  'POST /crossings/:sessionId/:track/:lineVersionId/:ordinal/corrections': OPERATE,
  'POST /corrections/:correctionId/take-back': OPERATE,
  'GET /incidents': EVERYONE,
  'GET /incidents/summary': EVERYONE,
  'GET /incidents/:incidentId': EVERYONE,
  'POST /incidents/:incidentId/actions': OPERATE,

  'GET /jobs': EVERYONE,
  'GET /jobs/:id/files': EVERYONE,
  'POST /jobs': STUDY,
  'POST /jobs/:id/cancel': STUDY,

  'GET /models': EVERYONE,
  'PUT /models/default': ADMIN,
  'DELETE /models/:modelId': ADMIN,
  'GET /model-imports': ADMIN,
  'POST /model-imports': ADMIN,
  'PUT /model-imports/:importId/picture': ADMIN,
  'POST /model-imports/:importId/check': ADMIN,
  'POST /model-imports/:importId/look': ADMIN,
  'POST /model-imports/:importId/measure': ADMIN,
  'POST /model-imports/:importId/save': ADMIN,
  'DELETE /model-imports/:importId': ADMIN,
  'GET /system': EVERYONE,
  'POST /system/processes/:name/start': OPERATE,
  'GET /events': EVERYONE,
  'GET /audit': ADMIN,

  'GET /users': ADMIN,
  'POST /users': ADMIN,
  'DELETE /users/:name': ADMIN,
  /** Everyone their own; somebody else's only an admin. */
  'PUT /users/:name/password': 'session',
} as const satisfies Record<string, Right>;

export type RouteName = keyof typeof RIGHTS;

export function rightOf(route: string): Right | null {
  return isRouteName(route) ? RIGHTS[route] : null;
}

function isRouteName(route: string): route is RouteName {
  return Object.hasOwn(RIGHTS, route);
}

/** Kinds of source that reach into this machine itself. */
export const ADMIN_SOURCES: ReadonlySet<string> = new Set(['test', 'device']);
