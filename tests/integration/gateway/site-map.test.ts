import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flowsSchema, mapPacksSchema } from '../../../domain/contracts/site-map.ts';
import { byteRange, LONGEST_RANGE } from '../../../workers/gateway/maps/byte-range.ts';
import { DESKTOP_ORIGIN, testGateway } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';

const BYTES = Buffer.from(Array.from({ length: 1000 }, (_, at) => at % 251));

describe('stretches of a file', () => {
  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=990-5000', 990, 999],
    ['bytes=999-999', 999, 999],
  ])('%s', (header, start, end) => {
    expect(byteRange(header, 1000)).toEqual({ start, end });
  });

  it.each([undefined, '', 'bytes=-5', 'bytes=5-', 'bytes=1000-1001', 'bytes=9-3', 'bytes=0-1,4-5', 'lines=0-1'])(
    '%s is refused',
    (header) => {
      expect(byteRange(header, 1000)).toBeNull();
    },
  );

  it('no more at once than the limit', () => {
    const size = LONGEST_RANGE * 2;
    expect(byteRange(`bytes=0-${LONGEST_RANGE - 1}`, size)).not.toBeNull();
    expect(byteRange(`bytes=0-${LONGEST_RANGE}`, size)).toBeNull();
  });
});

describe('maps of the site', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-maps-'));
  let gateway: TestGateway;
  let token: string;

  beforeAll(async () => {
    writeFileSync(path.join(folder, 'my-town.pmtiles'), BYTES);
    writeFileSync(path.join(folder, 'notes.txt'), 'no map');
    writeFileSync(path.join(folder, 'bad name.pmtiles'), BYTES);
    mkdirSync(path.join(folder, 'folder.pmtiles'));
    writeFileSync(path.join(folder, '..', 'tcc-outside.pmtiles'), BYTES);
    gateway = await testGateway({ mapFolder: folder });
    token = await gateway.launch();
  });
  afterAll(async () => {
    await gateway.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(path.join(folder, '..', 'tcc-outside.pmtiles'), { force: true });
  });

  const stretch = (name: string, range: string | null, as: string | null = token) =>
    fetch(`${gateway.base}/api/v1/map-packs/${name}`, {
      headers: {
        ...(as === null ? {} : { authorization: `Bearer ${as}` }),
        ...(range === null ? {} : { range }),
      },
    });

  it('are listed with the folder that they lie in; what is no map is not', async () => {
    const { body } = await gateway.call('GET', '/map-packs', { token });
    const answer = mapPacksSchema.parse(body);
    expect(answer.folder).toBe(folder);
    expect(answer.packs.map(({ name, bytes }) => [name, bytes])).toEqual([['my-town', 1000]]);
  });

  it('are handed out in stretches, byte for byte', async () => {
    const answer = await stretch('my-town', 'bytes=100-299');
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe('bytes 100-299/1000');
    expect(Buffer.from(await answer.arrayBuffer()).equals(BYTES.subarray(100, 300))).toBe(true);
  });

  it('are not handed out whole, behind their end, or to somebody who is not signed in', async () => {
    expect((await stretch('my-town', null)).status).toBe(416);
    expect((await stretch('my-town', 'bytes=1000-1010')).status).toBe(416);
    expect((await stretch('my-town', 'bytes=0-10', null)).status).toBe(401);
  });

  it.each(['..%2Ftcc-outside', 'tcc-outside', 'folder', '.hidden', '%2e%2e'])(
    'nothing is found under the name %s',
    async (name) => {
      expect([400, 404]).toContain((await stretch(name, 'bytes=0-10')).status);
    },
  );

  it('may be asked for by the window of the desktop', async () => {
    const asked = await fetch(`${gateway.base}/api/v1/map-packs/my-town`, {
      method: 'OPTIONS',
      headers: { origin: DESKTOP_ORIGIN, 'access-control-request-headers': 'authorization,range' },
    });
    expect(asked.headers.get('access-control-allow-headers')).toContain('range');
  });

  it('a folder that is not there has no maps', async () => {
    const empty = await testGateway();
    const answer = await empty.call('GET', '/map-packs', { token: await empty.launch() });
    await empty.stop();
    expect(answer.body).toMatchObject({ packs: [] });
  });
});

it('flows are asked for in whole minutes that have ended', async () => {
  const gateway = await testGateway();
  const { body } = await gateway.call('GET', '/flows?seconds=300', { token: await gateway.launch() });
  const now = gateway.nowUtcUs();
  await gateway.stop();
  const { fromUtcUs, toUtcUs } = flowsSchema.parse(body);
  expect(toUtcUs % 60e6).toBe(0);
  expect(toUtcUs - fromUtcUs).toBe(300e6);
  expect(toUtcUs).toBeLessThan(now);
});
