import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../domain/contracts/store-commands.ts';
import { RIGHTS } from '../../../workers/gateway/index.ts';
import type { RouteName } from '../../../workers/gateway/index.ts';
import { IMPORT_ID, SETTINGS } from './fake-imports.ts';
import { JOB_ID, SESSION_ID, LINE_ID } from './fake-store.ts';
import { PASSWORD, signInAs, testGateway, viewHead } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

const ROLES: readonly Role[] = ['admin', 'operator', 'analyst', 'viewer'];
const all = 'admin operator analyst viewer';
const study = 'admin operator analyst';
const operate = 'admin operator';
const line = { name: 'L', from: { x: 0, y: 0 }, to: { x: 1, y: 1 } };
const zone = {
  name: 'Z',
  points: [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
  ],
};
const calibration = {
  picture: { width: 640, height: 360 },
  points: [0.2, 0.4, 0.6, 0.8].map((x) => ({ picture: { x, y: x }, ground: { x, y: x } })),
};
const camera = { id: 'south', name: 'South', source: { kind: 'rtsp', url: 'rtsp://10.0.0.2/1' } };
const retro = { drawing: line, sessionId: SESSION_ID };

/** Who may do what, said a second time and by behaviour: route, who, an address and a body that would do. */
const TABLE: readonly (readonly [RouteName, string, string?, unknown?])[] = [
  ['GET /session', all],
  ['GET /cameras', all],
  ['GET /cameras/:id', all, '/cameras/north'],
  ['POST /cameras', operate, '/cameras', camera],
  ['PATCH /cameras/:id', operate, '/cameras/north', { name: 'North gate' }],
  ['GET /cameras/:id/snapshot.jpg', all, '/cameras/north/snapshot.jpg'],
  ['GET /cameras/:id/stream-keys', operate, '/cameras/north/stream-keys'],
  ['POST /cameras/:id/stream-keys', operate, '/cameras/north/stream-keys', {}],
  ['DELETE /stream-keys/:keyId', operate, `/stream-keys/${LINE_ID}`],
  ['POST /cameras/:id/lines', study, '/cameras/north/lines', line],
  ['PATCH /lines/:lineId', study, `/lines/${LINE_ID}`, line],
  ['DELETE /lines/:lineId', study, `/lines/${LINE_ID}`],
  ['POST /cameras/:id/zones', study, '/cameras/north/zones', zone],
  ['PATCH /zones/:zoneId', study, `/zones/${LINE_ID}`, zone],
  ['DELETE /zones/:zoneId', study, `/zones/${LINE_ID}`],
  ['GET /cameras/:id/calibration', all, '/cameras/north/calibration'],
  ['PUT /cameras/:id/calibration', study, '/cameras/north/calibration', calibration],
  ['POST /cameras/:id/calibration/withdraw', study, '/cameras/north/calibration/withdraw', {}],
  ['GET /cameras/:id/counts', all, '/cameras/north/counts?from=5'],
  ['GET /cameras/:id/volumes', all, '/cameras/north/volumes?from=0&to=900000000'],
  ['GET /cameras/:id/gaps', all, '/cameras/north/gaps?from=0&to=900000000'],
  ['GET /cameras/:id/density', all, '/cameras/north/density'],
  ['GET /cameras/:id/zone-history', all, '/cameras/north/zone-history?from=0&to=900000000'],
  ['GET /crossings', all, '/crossings?cameraId=north'],
  ['GET /sessions', all],
  ['GET /tracks/:sessionId/:track', all, `/tracks/${SESSION_ID}/3`],
  ['POST /retro-count', study, '/retro-count', retro],
  ['GET /jobs', all],
  ['GET /jobs/:id/files', all, `/jobs/${JOB_ID}/files`],
  ['POST /jobs', study, '/jobs', { cameraId: 'north', path: process.cwd() }],
  ['POST /jobs/:id/cancel', study, `/jobs/${LINE_ID}/cancel`],
  ['GET /models', all],
  ['PUT /models/default', 'admin', '/models/default', { modelId: 'road' }],
  ['DELETE /models/:modelId', 'admin', '/models/traffic'],
  ['GET /model-imports', 'admin'],
  ['POST /model-imports/:importId/check', 'admin', `/model-imports/${IMPORT_ID}/check`, { width: 640, height: 640 }],
  ['POST /model-imports/:importId/look', 'admin', `/model-imports/${IMPORT_ID}/look`, { settings: SETTINGS }],
  ['POST /model-imports/:importId/measure', 'admin', `/model-imports/${IMPORT_ID}/measure`, { settings: SETTINGS }],
  ['POST /model-imports/:importId/save', 'admin', `/model-imports/${IMPORT_ID}/save`, { settings: SETTINGS }],
  ['DELETE /model-imports/:importId', 'admin', `/model-imports/${IMPORT_ID}`],
  ['GET /system', all],
  ['POST /system/processes/:name/start', operate, '/system/processes/store/start'],
  ['GET /events', all],
  ['GET /audit', 'admin'],
  ['GET /users', 'admin'],
  ['POST /users', 'admin', '/users', { name: 'new', role: 'viewer', password: PASSWORD }],
  ['DELETE /users/:name', 'admin', '/users/new'],
  ['DELETE /cameras/:id', operate, '/cameras/south'],
];
/** Tested where they belong: without sign-in, by key, with a file as body, or by what they do to oneself. */
const ELSEWHERE: readonly RouteName[] = [
  'GET /health',
  'POST /sign-in',
  'POST /sign-in/token',
  'POST /sign-out',
  'PUT /users/:name/password',
  'GET /cameras/:id/stream.mjpeg',
  'POST /model-imports',
  'PUT /model-imports/:importId/picture',
];

let gateway: TestGateway;
let picture: NodeJS.Timeout;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  gateway = await testGateway({ allowedFolders: [process.cwd()] });
  gateway.running.views.publishModels('road', [
    {
      modelId: 'road',
      title: 'Road',
      family: 'yolox',
      sha256: '0',
      provider: 'cpu',
      device: 'cpu',
      fallback: null,
      inputWidth: 416,
      inputHeight: 416,
      resize: 'letterbox',
      classes: ['car'],
      state: 'ready',
      wanted: false,
      reason: '',
      note: '',
      standIn: false,
      inferMsP50: 1,
      inferMsP95: 1,
      batchMean: 1,
      answered: 1200,
      queue: 0,
    },
  ]);
  picture = setInterval(() => gateway.running.views.publishView(viewHead('north'), Uint8Array.of(0xff, 0xd8)), 20);
  for (const role of ROLES) tokens.set(role, await signInAs(gateway, `the-${role}`, role));
});
afterAll(async () => {
  clearInterval(picture);
  await gateway.stop();
});

describe('the table of rights', () => {
  it('has every route that is tested here or elsewhere, and no other', () => {
    expect([...TABLE.map(([route]) => route), ...ELSEWHERE].sort()).toEqual(Object.keys(RIGHTS).sort());
  });

  const cases = TABLE.map(([route, who, address, body]) => ({
    route,
    who,
    address: address ?? route.split(' ')[1] ?? '',
    body,
  }));
  it.each(cases)('$route is for $who', async ({ route, who, address, body }) => {
    const method = route.split(' ')[0] ?? '';
    expect(await gateway.call(method, address, { body })).toMatchObject({
      status: 401,
      body: { code: 'not-signed-in' },
    });
    const allowed = who.split(' ');
    // Those who may not come first, so that nothing they could have changed is changed yet.
    for (const role of [...ROLES].reverse()) {
      if (role === 'operator' && route === 'POST /cameras') gateway.store.cameras.delete('south');
      if (role === 'admin') gateway.store.cameras.delete(route === 'POST /cameras' ? 'south' : '');
      if (route === 'DELETE /cameras/:id') gateway.store.cameras.set('south', gateway.store.cameras.get('north')!);
      const { status, body: answer } = await gateway.call(method, address, { token: tokens.get(role), body });
      if (allowed.includes(role)) expect([200, 201, 202], `${role}: ${JSON.stringify(answer)}`).toContain(status);
      else expect({ status, code: answer.code }, role).toEqual({ status: 403, code: 'forbidden' });
    }
  });
});

describe('sources that reach into this machine', () => {
  const test = { ...camera, id: 'pattern', source: { kind: 'test', graph: 'testsrc2=size=64x36:rate=5' } };
  const device = { ...camera, id: 'webcam', source: { kind: 'device', device: '/dev/video0', format: 'v4l2' } };

  it.each([test, device])('of the kind $source.kind are for admins', async (body) => {
    const refused = await gateway.call('POST', '/cameras', { token: tokens.get('operator'), body });
    expect(refused).toMatchObject({ status: 403, body: { code: 'admin-source' } });
    expect((await gateway.call('POST', '/cameras', { token: tokens.get('admin'), body })).status).toBe(201);
  });

  it('cannot be reached by changing a camera, but a camera that has one can be renamed', async () => {
    const token = tokens.get('operator');
    const sneaky = await gateway.call('PATCH', '/cameras/north', { token, body: { source: test.source } });
    expect(sneaky).toMatchObject({ status: 403, body: { code: 'admin-source' } });
    const source = (await gateway.call('GET', '/cameras/pattern', { token })).body.source;
    const renamed = await gateway.call('PATCH', '/cameras/pattern', { token, body: { name: 'Bars', source } });
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Bars' } });
  });
});

describe('a change by an API', () => {
  it('is done in the name of the user who asked', async () => {
    await gateway.call('PATCH', '/cameras/north', { token: tokens.get('operator'), body: { note: 'seen' } });
    expect(gateway.store.asked.at(-1)).toEqual({
      method: 'camera.update',
      params: { actor: 'the-operator', id: 'north', change: { note: 'seen' } },
    });
  });
});
