import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testGateway } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  gateway = await testGateway();
  token = await gateway.launch();
});
afterAll(() => gateway.stop());
const get = (path: string) => gateway.call('GET', path, { token });

describe('what a person must know', () => {
  it('stands in the health of the site, with its time and what to do', async () => {
    const alarm = { code: 'disk-full', message: 'the disk is full', hint: 'make room', utcUs: 7 };
    gateway.running.views.publishAlarms([alarm]);
    expect((await get('/system')).body.alarms).toEqual([alarm]);
    gateway.running.views.publishAlarms([]);
    expect((await get('/system')).body.alarms).toEqual([]);
  });

  it('why a camera was not watched is asked by time', async () => {
    expect((await get('/cameras/north/gaps?from=5&to=9')).body).toEqual([
      { fromUtcUs: 5, toUtcUs: 9, cause: 'offline' },
    ]);
    expect(await get('/cameras/north/gaps?from=9&to=5')).toMatchObject({ status: 400, body: { code: 'bad-range' } });
    expect((await get('/cameras/nowhere/gaps?from=5&to=9')).status).toBe(404);
  });

  it('what happened is asked for page by page, and a cursor that is none is refused', async () => {
    expect(await get('/events?limit=5&before=1700000000000000-c12')).toMatchObject({ status: 200, body: [] });
    const bad = await get('/events?before=yesterday');
    expect(bad.status).toBe(400);
    expect(JSON.stringify(bad.body)).toContain('use the cursor of a row');
  });
});
