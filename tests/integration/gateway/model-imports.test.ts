import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROUGHT, IMPORT_ID } from './fake-imports.ts';
import { signInAs, testGateway } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

let gateway: TestGateway;
let admin: string;
beforeAll(async () => {
  gateway = await testGateway();
  admin = await gateway.launch();
});
afterAll(() => gateway.stop());

const BINARY = 'application/octet-stream';
async function send(method: string, path: string, body: BodyInit, token: string, type = BINARY) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': type };
  const response = await fetch(`${gateway.base}/api/v1${path}`, { method, headers, body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('bringing a model', () => {
  const path = '/model-imports?name=my%20traffic.onnx';

  it('hands the file on as it came, under the name of who brought it, and audits it', async () => {
    const file = Uint8Array.from({ length: 3_000_000 }, (_, at) => at % 251);
    expect(await send('POST', path, file, admin)).toMatchObject({
      status: 201,
      body: { ...BROUGHT, fileName: 'my traffic.onnx', uploadedBy: expect.any(String) },
    });
    // More than a request may have otherwise.
    expect(Buffer.compare(gateway.imports.bodies.at(-1)!, file)).toBe(0);
    expect(gateway.store.asked.at(-1)).toMatchObject({ method: 'audit.add', params: { action: 'model.bring' } });
  });

  it('is for admins, like the picture to try it on', async () => {
    const operator = await signInAs(gateway, 'bring-operator', 'operator');
    const count = gateway.imports.bodies.length;
    for (const [method, address] of [
      ['POST', path],
      ['PUT', `/model-imports/${IMPORT_ID}/picture?width=32&height=32`],
    ] as const) {
      expect(await send(method, address, 'x', operator)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
    expect(gateway.imports.bodies).toHaveLength(count);
  });

  it('takes the picture as pixels', async () => {
    const pixels = new Uint8Array(32 * 40 * 3).fill(7);
    const address = `/model-imports/${IMPORT_ID}/picture`;
    expect(await send('PUT', `${address}?width=40&height=32`, pixels, admin)).toMatchObject({ status: 200 });
    expect(gateway.imports.bodies.at(-1)).toHaveLength(pixels.length);
    expect(await send('PUT', `${address}?width=4000&height=32`, pixels, admin)).toMatchObject({
      status: 400,
      body: { code: 'bad-field' },
    });
  });

  it('refuses a body that is no file', async () => {
    expect(await send('POST', path, '{"a":1}', admin, 'application/json')).toMatchObject({
      status: 415,
      body: { code: 'not-binary' },
    });
    expect(await send('POST', path, 'a=b', admin, 'application/x-www-form-urlencoded')).toMatchObject({ status: 415 });
  });

  it('leaves every other route with JSON alone', async () => {
    expect(await send('POST', '/cameras', 'x', admin)).toMatchObject({ status: 415, body: { code: 'not-json' } });
  });
});

describe('deleting a model', () => {
  const model = { ...status(), modelId: 'traffic' };

  it.each([
    ['it is the default', 'traffic', { ...model, state: 'available' as const }],
    ['it is loaded', 'other', { ...model, state: 'ready' as const }],
    ['it is to take over', 'other', { ...model, state: 'available' as const, wanted: true }],
  ])('is refused where %s', async (_why, current, shown) => {
    gateway.running.views.publishModels(current, [shown]);
    expect(await gateway.call('DELETE', '/models/traffic', { token: admin })).toMatchObject({
      status: 409,
      body: { code: 'model-in-use' },
    });
    expect(gateway.imports.removed).toEqual([]);
  });

  it('is refused where a camera asks for it by name', async () => {
    gateway.running.views.publishModels('other', []);
    const camera = gateway.store.cameras.get('north')!;
    gateway.store.cameras.set('north', { ...camera, analysis: { ...camera.analysis, modelId: 'traffic' } });
    expect(await gateway.call('DELETE', '/models/traffic', { token: admin })).toMatchObject({ status: 409 });
    gateway.store.cameras.set('north', camera);
  });

  it('is done, and audited, where nobody uses it', async () => {
    gateway.running.views.publishModels('other', [{ ...model, state: 'available' }]);
    expect(await gateway.call('DELETE', '/models/traffic', { token: admin })).toMatchObject({ status: 200 });
    expect(gateway.imports.removed).toEqual(['traffic']);
    expect(gateway.store.asked.at(-1)).toMatchObject({
      method: 'audit.add',
      params: { action: 'model.delete', subject: 'traffic' },
    });
  });
});

function status() {
  return {
    title: 'Traffic',
    family: 'yolov8',
    sha256: '',
    provider: '',
    device: '',
    fallback: null,
    inputWidth: 640,
    inputHeight: 640,
    resize: 'letterbox' as const,
    classes: ['car'],
    wanted: false,
    reason: '',
    note: '',
    standIn: false,
    inferMsP50: 0,
    inferMsP95: 0,
    batchMean: 0,
    answered: 0,
    queue: 0,
  };
}
