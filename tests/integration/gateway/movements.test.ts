import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LineVersion, MovementVersion } from '../../../domain/contracts/camera-config.ts';
import { PUBLISHED_PCU } from '../../../domain/traffic/pcu-tables.ts';
import { fakeCamera, LINE_ID } from './fake-store.ts';
import { testGateway } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

let gateway: TestGateway;
let token: string;
const line = (name: string, lineId: string = randomUUID()): LineVersion => ({
  ...{ lineId, version: 1, versionId: randomUUID(), name, from: { x: 0.1, y: 0.5 }, to: { x: 0.9, y: 0.5 } },
  ...{ inName: 'in', outName: 'out', reference: { x: 0.5, y: 1 } },
});
const north = line('North', LINE_ID);
const south = line('South, =1+1');
const through: MovementVersion = {
  ...{ movementId: LINE_ID, version: 1, versionId: randomUUID(), name: 'Through' },
  entry: { kind: 'line', lineId: north.lineId, direction: 'in' },
  exit: { kind: 'line', lineId: south.lineId, direction: 'out' },
};
beforeAll(async () => {
  gateway = await testGateway();
  token = await gateway.launch();
  gateway.store.cameras.set('crossroads', fakeCamera('crossroads', { lines: [north, south], movements: [through] }));
});
afterAll(() => gateway.stop());
const get = (path: string) => gateway.call('GET', path, { token });
const send = (method: string, path: string, body: object) => gateway.call(method, path, { token, body });
const asked = (method: string) => gateway.store.asked.findLast((one) => one.method === method)?.params;
const HOUR = 'from=0&to=3600000000';

describe('movements', () => {
  it('are defined, changed and deleted in the name of who asks', async () => {
    const { versionId: _, version: __, movementId, ...drawing } = through;
    expect((await send('POST', '/cameras/crossroads/movements', drawing)).status).toBe(201);
    expect(asked('movement.create')).toMatchObject({ cameraId: 'crossroads', drawing });
    expect((await send('PATCH', `/movements/${movementId}`, drawing)).status).toBe(200);
    expect((await gateway.call('DELETE', `/movements/${movementId}`, { token })).status).toBe(200);
    expect((await send('POST', '/cameras/nowhere/movements', drawing)).status).toBe(404);
    expect((await send('POST', '/cameras/crossroads/movements', { ...drawing, entry: { kind: 'line' } })).status).toBe(
      400,
    );
  });

  it('of all pairs are those that are not there, with names of their own', async () => {
    const made = await send('POST', '/cameras/crossroads/movements/generate', { turns: true });
    expect(made).toMatchObject({ status: 201 });
    expect(asked('movement.create-many')).toMatchObject({
      drawings: [{ name: 'North → North' }, { name: 'South, =1+1 → North' }, { name: 'South, =1+1 → South, =1+1' }],
    });
    expect(await send('POST', '/cameras/north/movements/generate', {})).toMatchObject({
      ...{ status: 422, body: { code: 'no-pairs' } },
    });
  });

  it('come as a matrix with its coverage and in both units', async () => {
    const { body } = await get(`/cameras/crossroads/movements/matrix?${HOUR}`);
    expect(body).toMatchObject({
      ...{ pcuTable: 'specification', coverage: { watchedShare: 0.5 } },
      classes: { supported: ['car', 'bus'], partly: [] },
      movements: [{ name: 'Through', volume: { vehicles: 4, pcu: 12, unconverted: 0 } }],
      unmatched: { share: 0.2, volume: { vehicles: 1, pcu: 1 } },
    });
    expect((await get('/cameras/crossroads/movements/matrix?from=5&to=5')).status).toBe(400);
  });

  it('are proposed and counted again only over sessions that the camera has', async () => {
    const sessionId = randomUUID();
    expect((await send('POST', '/cameras/crossroads/movements/propose', {})).body).toEqual({ paths: 0, proposals: [] });
    for (const path of ['propose', 'retro-count'])
      expect((await send('POST', `/cameras/crossroads/movements/${path}`, { sessionId })).status).toBe(404);
  });
});

describe('the peak hour', () => {
  it('is told for every line and direction, every movement and all of them, in both units', async () => {
    const { body } = await get(`/cameras/crossroads/peak-hours?${HOUR}&step=900`);
    const rows: { kind: string; name: string; vehicles: { peak: object | null }; pcu: { peak: object | null } }[] =
      body.rows;
    expect(rows.map(({ kind }) => kind)).toEqual(['line', 'line', 'line', 'line', 'movement', 'all-movements']);
    expect(rows[4]).toMatchObject({
      vehicles: { peak: { volume: 10, peakRate: 16, factor: 10 / 16, watchedShare: 1 }, hours: 1 },
      pcu: { peak: { volume: 30, peakRate: 48 } },
    });
  });
});

describe('passenger car units', () => {
  it('are those of the specification until the site chooses others, and then stand beside every number', async () => {
    expect((await get('/site/pcu')).body).toMatchObject({ table: 'specification', factors: { bus: 3 } });
    const volumes = async () => (await get(`/cameras/crossroads/volumes?${HOUR}`)).body;
    expect(await volumes()).toMatchObject({
      ...{ classes: { supported: ['car', 'bus'] }, bins: [{ cells: [{ count: 4, pcu: 12, perHour: 16 }] }] },
    });
    expect((await send('PUT', '/site/pcu', { table: 'trl', custom: null })).status).toBe(200);
    expect(await volumes()).toMatchObject({ pcuTable: 'trl', bins: [{ cells: [{ count: 4, pcu: 8 }] }] });
    expect((await get('/cameras/crossroads/counts')).body).toMatchObject({ pcuTable: 'trl' });
    const own = { ...PUBLISHED_PCU.trl, bus: null };
    expect((await send('PUT', '/site/pcu', { table: 'custom', custom: own })).status).toBe(200);
    expect(await volumes()).toMatchObject({ pcuTable: 'custom', bins: [{ cells: [{ count: 4, pcu: null }] }] });
  });

  it.each([
    ['no numbers of its own', { table: 'custom', custom: null }],
    ['a table that nobody knows', { table: 'mine', custom: null }],
    ['a factor that no vehicle has', { table: 'custom', custom: { ...PUBLISHED_PCU.trl, bus: 99 } }],
  ])('are refused with %s', async (_case, choice) => {
    expect((await send('PUT', '/site/pcu', choice)).status).toBe(400);
  });
});

describe('tables for other programs', () => {
  const text = async (path: string) => {
    const response = await fetch(`${gateway.base}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
    return { type: response.headers.get('content-type'), lines: (await response.text()).split('\r\n') };
  };

  it('hold volumes with coverage, rates and units', async () => {
    await send('PUT', '/site/pcu', { table: 'specification', custom: null });
    const { type, lines } = await text(`/cameras/crossroads/volumes.csv?${HOUR}`);
    expect(type).toBe('text/csv; charset=utf-8');
    expect(lines[0]).toMatch(/^camera,line,direction,begins \(UTC\),seconds,watched share/);
    expect(lines[1]).toBe(
      'crossroads,North,in,1970-01-01T00:00:00.000Z,900,1,0,3,true,all vehicles,4,16,12,0,specification',
    );
    expect(lines[2]).toContain('bus,4,16,12,,specification');
    expect(lines[3]).toContain('all vehicles,0,0,0,0');
    expect(lines).toHaveLength(7);
  });

  it('hold movements, those that fit none, and names that are no formulas', async () => {
    const { lines } = await text(`/cameras/crossroads/movements/matrix.csv?${HOUR}`);
    expect(lines[1]).toContain('crossroads,Through,North,"South, =1+1"');
    expect(lines.at(-3)).toContain('crossroads,no movement,,,');
  });
});
