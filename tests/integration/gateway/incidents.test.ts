import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INCIDENT_ID } from './fake-incidents.ts';
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
const act = (body: object, id = INCIDENT_ID) => gateway.call('POST', `/incidents/${id}/actions`, { token, body });

describe('incidents over HTTP', () => {
  it('are listed, counted and opened', async () => {
    expect((await get('/incidents?state=active&severity=high')).body).toMatchObject([{ kind: 'wrong-way' }]);
    expect((await get('/incidents/summary')).body).toMatchObject({ active: { critical: 1 }, cameras: { north: 1 } });
    expect((await get(`/incidents/${INCIDENT_ID}`)).body).toMatchObject({ stage: 'detected', actions: [] });
  });

  it.each(['state=gone', 'severity=awful', 'kind=rain', 'before=yesterday', 'limit=0'])(
    'are not asked for with %s',
    async (query) => {
      expect((await get(`/incidents?${query}`)).status).toBe(400);
    },
  );

  it('that do not exist are said not to', async () => {
    const none = '11111111-1111-4111-8111-111111111111';
    expect(await get(`/incidents/${none}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('are acted on in the name of who is signed in', async () => {
    expect((await act({ action: 'dismiss', words: 'a shadow' })).status).toBe(200);
    expect(gateway.store.asked.at(-1)).toMatchObject({
      method: 'incident.act',
      params: { incidentId: INCIDENT_ID, action: 'dismiss', words: 'a shadow' },
    });
    expect((await act({ action: 'forget' })).status).toBe(400);
  });
});
