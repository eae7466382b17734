import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LINE_ID } from './fake-store.ts';
import { cameraStatus, testGateway } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  gateway = await testGateway();
  token = await gateway.launch();
});
afterAll(() => gateway.stop());
const get = (path: string) => gateway.call('GET', path, { token });

const density = {
  zones: [
    {
      zoneVersionId: LINE_ID,
      state: 'heavy' as const,
      sinceUtcUs: 5,
      level: 'dense' as const,
      density: 0.62,
      rawDensity: 0.64,
      vehicles: 7,
      pcu: 8.5,
      cumulative: 12,
      estimated: null,
      combined: null,
      perKmLane: { vehicles: 31, pcu: 36 },
      los: 'F' as const,
    },
  ],
  grid: { rows: 4, columns: 4, cells: Array.from({ length: 16 }, () => ({ density: 0.1, vehicles: 1 })) },
};

describe('zones over the API', () => {
  it('say how they are now as their camera says it, and nothing once its process is gone', async () => {
    expect((await get('/cameras/north/density')).body).toEqual({ density: null });
    gateway.running.views.publishStatus(0, [cameraStatus('north', { density })], '5.1');
    expect((await get('/cameras/north/density')).body).toEqual({ density });
    gateway.running.views.publishAway(0);
    expect((await get('/cameras/north/density')).body).toEqual({ density: null });
    expect((await get('/cameras/nowhere/density')).status).toBe(404);
  });

  it('say how they were in a stretch of time, which has to be one', async () => {
    expect(await get('/cameras/north/zone-history?from=5&to=9')).toMatchObject({
      status: 200,
      body: { changes: [], minutes: [], moreFromUtcUs: null },
    });
    expect(await get('/cameras/north/zone-history?from=9&to=5')).toMatchObject({
      status: 400,
      body: { code: 'bad-range' },
    });
    expect((await get('/cameras/north/zone-history?from=5&to=9&zoneId=none')).status).toBe(400);
    expect((await get('/cameras/nowhere/zone-history?from=5&to=9')).status).toBe(404);
  });
});
