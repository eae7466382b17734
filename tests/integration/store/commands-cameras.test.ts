import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store, StoreReader } from '../../../workers/store/index.ts';
import {
  addCamera,
  addLine,
  batch,
  createBench,
  expectFailure,
  factTables,
  NOON,
  sessionOpen,
  uuid,
  value,
} from './builders.ts';

const bench = createBench();
let folder: string;
let store: Store;
let reader: StoreReader;
beforeEach(async () => {
  folder = bench.folder();
  ({ store } = await bench.open(folder));
  reader = bench.reader(store);
});
afterEach(() => bench.clear());

const actor = 'anna';
const PASSWORD = 'correct-horse-7731';
const rtsp = { kind: 'rtsp', url: 'rtsp://10.0.0.9/one' } as const;
const camera = { id: 'gate', name: 'Gate', source: rtsp, credential: { user: 'viewer-41', password: PASSWORD } };
const lineDrawing = { name: 'Main', from: { x: 0.1, y: 0.5 }, to: { x: 0.9, y: 0.5 } };
const box = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.9 },
];
const lastAudit = (): unknown => reader.audit({ beforeId: null, limit: 1 })[0];

describe('cameras', () => {
  it('are made, changed and hidden, each change a revision with an audit row', async () => {
    expect(value(await store.command('camera.create', { actor, camera }))).toEqual({ revision: 1 });
    expect(lastAudit()).toMatchObject({ actor, action: 'camera.create', subject: 'gate' });
    expect(value(await store.command('camera.update', { actor, id: 'gate', change: { name: 'North' } }))).toEqual({
      revision: 2,
    });
    expect(lastAudit()).toMatchObject({ action: 'camera.update', detail: 'name' });
    expect(reader.camera('gate')).toMatchObject({ name: 'North', revision: 2, source: { url: rtsp.url } });
    value(await store.command('camera.delete', { actor, id: 'gate' }));
    expect(lastAudit()).toMatchObject({ action: 'camera.delete', subject: 'gate' });
    expect(reader.cameras()).toEqual([]);
    expect(reader.camera('gate')).toBeNull();
  });

  it('keep their password when something else is changed, and lose it only on request', async () => {
    value(await store.command('camera.create', { actor, camera }));
    value(await store.command('camera.update', { actor, id: 'gate', change: { note: 'stand-in', enabled: false } }));
    expect(store.configFor(0, 1).cameras[0]).toMatchObject({ credential: camera.credential, enabled: false });
    value(await store.command('camera.update', { actor, id: 'gate', change: { credential: null } }));
    expect(store.configFor(0, 1).cameras[0]?.credential).toBeNull();
    expect(reader.camera('gate')?.credential).toBeNull();
  });

  it('are told to the camera processes with password and drawings, each camera to one of them', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) await addCamera(store, id);
    const line = await addLine(store, 'c');
    const shards = [0, 1, 2].map((shard) => store.configFor(shard, 3).cameras);
    expect(
      shards
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['a', 'b', 'c', 'd', 'e']);
    const found = shards.flat().find(({ id }) => id === 'c');
    expect(found?.lines).toMatchObject([
      { lineId: line.lineId, versionId: line.versionId, version: 1, inName: 'north' },
    ]);
    expect(found?.revision).toBe(2);
  });

  it('come back under their name without their old drawings', async () => {
    value(await store.command('camera.create', { actor, camera }));
    await addLine(store, 'gate');
    value(await store.command('camera.delete', { actor, id: 'gate' }));
    const again = value(await store.command('camera.create', { actor, camera: { ...camera, credential: null } }));
    expect(again.revision).toBe(4);
    expect(store.configFor(0, 1).cameras[0]).toMatchObject({ lines: [], credential: null });
  });

  it('that are deleted end their replays, stream keys and live sessions', async () => {
    await addCamera(store, 'cam-1');
    const session = uuid('one');
    value(store.commitFacts([batch([sessionOpen(session)])]));
    const job = { actor, cameraId: 'cam-1', path: '/clips/a.mp4', pace: 'max', startUtcUs: null } as const;
    const { jobId } = value(await store.command('job.create', job));
    const replay = uuid('replay');
    const opening = sessionOpen(replay, { mode: 'replay', jobId });
    const moment = { frameId: 9, mediaUs: 9, frameSha256: 'ab', state: '{}' };
    const checkpoint = { kind: 'checkpoint', sessionId: replay, jobId, ...moment } as const;
    value(store.commitFacts([batch([opening, checkpoint])]));
    value(await store.command('stream-key.create', { actor, cameraId: 'cam-1', label: 'wall', keyHash: 'h' }));
    value(await store.command('camera.delete', { actor, id: 'cam-1' }));
    expect(reader.jobs()[0]).toMatchObject({ status: 'cancelled', reason: 'the camera was deleted' });
    expect(reader.streamKeyByHash('h')).toBeNull();
    expect(reader.session(session)).toMatchObject({ reason: 'camera-deleted' });
    expect(reader.session(replay)).toMatchObject({ reason: 'camera-deleted', endedUtcUs: NOON });
    expect(factTables(store.file)['checkpoints']).toEqual([]);
    expect(store.configFor(0, 1)).toEqual({ cameras: [], jobs: [] });
    // What the camera process had on its way meanwhile.
    value(store.commitFacts([batch([opening, { ...checkpoint, frameId: 10 }])]));
    expect(reader.session(replay)).toMatchObject({ reason: 'camera-deleted', endedUtcUs: NOON });
    expect(factTables(store.file)['checkpoints']).toEqual([]);
  });

  const refused = [
    { name: 'an id with capitals', camera: { ...camera, id: 'Gate' }, code: 'invalid' },
    { name: 'no name', camera: { ...camera, name: '' }, code: 'invalid' },
    { name: 'a kind of source that nobody knows', camera: { ...camera, source: { kind: 'telex' } }, code: 'invalid' },
    {
      name: 'a password in its address',
      camera: { ...camera, source: { ...rtsp, url: 'rtsp://u:p@h/' } },
      code: 'password-in-url',
    },
    {
      name: 'a password in a backup address',
      camera: { ...camera, source: { ...rtsp, backupUrls: ['rtsp://u:p@h/'] } },
      code: 'password-in-url',
    },
    {
      name: 'a time zone that does not exist',
      camera: { ...camera, timeZone: 'Mars/Base' },
      code: 'time-zone-unknown',
    },
  ];
  for (const { name, camera: draft, code } of refused) {
    it(`are refused with ${name}`, async () => {
      expectFailure(await store.request('camera.create', { actor, camera: draft }), code);
      expect(reader.cameras()).toEqual([]);
      expect(reader.audit({ beforeId: null, limit: 10 })).toEqual([]);
    });
  }

  it('are refused twice under one name, and changes to a camera that is not there too', async () => {
    value(await store.command('camera.create', { actor, camera }));
    expectFailure(await store.command('camera.create', { actor, camera }), 'camera-exists');
    expectFailure(await store.command('camera.update', { actor, id: 'no', change: {} }), 'camera-unknown');
    expectFailure(await store.command('camera.delete', { actor, id: 'no' }), 'camera-unknown');
  });
});

describe('passwords at rest', () => {
  it('stand in no file of the data folder, neither in the log nor in a backup', async () => {
    value(await store.command('camera.create', { actor, camera }));
    value(await store.command('camera.update', { actor, id: 'gate', change: { name: 'X' } }));
    await addLine(store, 'gate');
    const made = value(await store.backUp());
    const files = [...readdirSync(folder).map((name) => path.join(folder, name)), made.path];
    expect(files.some((file) => file.endsWith('-wal'))).toBe(true);
    for (const file of files.filter((name) => !name.endsWith('backups'))) {
      const bytes = readFileSync(file);
      expect(bytes.includes(PASSWORD)).toBe(false);
      expect(bytes.includes('viewer-41')).toBe(false);
    }
    expect(store.configFor(0, 1).cameras[0]?.credential?.password).toBe(PASSWORD);
    expect(JSON.stringify(reader.cameras())).not.toContain(PASSWORD);
    expect(reader.camera('gate')?.credential).not.toBeNull();
  });

  const keyed = (url: string, backupUrls: string[] = []) => ({
    ...{ id: 'gate', name: 'Gate', credential: null },
    source: { kind: 'mjpeg', url, backupUrls } as const,
  });
  const urlsNow = (): unknown => store.configFor(0, 1).cameras[0]?.source;

  it('that stand in the parameters of an address are sealed too: no file, draft or revision has them', async () => {
    const draft = keyed(`http://h/v?user=a&pwd=${PASSWORD}`, [`http://h/w?token=${PASSWORD}`]);
    value(await store.command('camera.create', { actor, camera: draft }));
    value(await store.command('camera.update', { actor, id: 'gate', change: { name: 'X' } }));
    await addLine(store, 'gate');
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())) {
      expect(readFileSync(path.join(file.parentPath, file.name)).includes(PASSWORD)).toBe(false);
    }
    expect(reader.camera('gate')?.source).toMatchObject({ url: 'http://h/v?user=a&pwd=***' });
    expect(urlsNow()).toEqual(draft.source);
  });

  it('that come back hidden in an address are the stored ones, in whatever order, and only at their address', async () => {
    const [one, two] = [`http://h/1?pwd=${PASSWORD}`, `http://h/2?pwd=other-${PASSWORD}`];
    value(await store.command('camera.create', { actor, camera: keyed(one, [two]) }));
    const turned = keyed('http://h/2?pwd=***', ['http://h/1?pwd=***']).source;
    value(await store.command('camera.update', { actor, id: 'gate', change: { source: turned } }));
    expect(urlsNow()).toMatchObject({ url: two, backupUrls: [one] });
    const elsewhere = keyed('http://evil.example/1?pwd=***').source;
    const answer = await store.command('camera.update', { actor, id: 'gate', change: { source: elsewhere } });
    expectFailure(answer, 'secret-left-out');
    expect(urlsNow()).toMatchObject({ url: two });
    value(await store.command('camera.update', { actor, id: 'gate', change: { source: keyed('http://h/3').source } }));
    expect(urlsNow()).toMatchObject({ url: 'http://h/3' });
  });

  it('in an address are gone with their camera, and are not at hand for the next one of its name', async () => {
    value(await store.command('camera.create', { actor, camera: keyed(`http://h/1?pwd=${PASSWORD}`) }));
    value(await store.command('camera.delete', { actor, id: 'gate' }));
    const again = await store.command('camera.create', { actor, camera: keyed('http://h/1?pwd=***') });
    expectFailure(again, 'secret-left-out');
  });

  it('in an address cannot be read with another key: said aloud, and other things can still be changed', async () => {
    value(await store.command('camera.create', { actor, camera: keyed(`http://h/1?pwd=${PASSWORD}`) }));
    await store.stop();
    const other = await bench.open(folder, { key: new Uint8Array(32).fill(9) });
    value(await other.store.command('camera.update', { actor, id: 'gate', change: { name: 'X' } }));
    expect(other.store.configFor(0, 1).cameras[0]).toMatchObject({ name: 'X', source: { url: 'http://h/1?pwd=***' } });
    expect(other.alarms.map((alarm) => alarm.code)).toEqual(['credential-unreadable']);
  });

  it('cannot be read with another key: the camera still runs, and an alarm says why it cannot sign in', async () => {
    value(await store.command('camera.create', { actor, camera }));
    await store.stop();
    const other = await bench.open(folder, { key: new Uint8Array(32).fill(9) });
    expect(other.store.configFor(0, 1).cameras[0]).toMatchObject({ id: 'gate', credential: null });
    expect(other.alarms.map((alarm) => alarm.code)).toEqual(['credential-unreadable']);
  });
});

describe('lines and zones', () => {
  it('gain a version with every edit, and the old one is still there', async () => {
    await addCamera(store, 'gate');
    const made = value(await store.command('line.create', { actor, cameraId: 'gate', drawing: lineDrawing }));
    const moved = { ...lineDrawing, to: { x: 0.8, y: 0.6 } };
    const edited = value(await store.command('line.update', { actor, lineId: made.lineId, drawing: moved }));
    expect(edited.versionId).not.toBe(made.versionId);
    expect(reader.camera('gate')?.lines).toMatchObject([
      { version: 2, versionId: edited.versionId, to: { x: 0.8, y: 0.6 } },
    ]);
    value(await store.command('line.delete', { actor, lineId: made.lineId }));
    expect(reader.camera('gate')?.lines).toEqual([]);
    expect(lastAudit()).toMatchObject({ action: 'line.delete', subject: made.lineId, detail: 'gate' });
    expectFailure(await store.command('line.delete', { actor, lineId: made.lineId }), 'line-unknown');
    expectFailure(await store.command('line.update', { actor, lineId: made.lineId, drawing: moved }), 'line-unknown');
  });

  it('do the same for zones', async () => {
    await addCamera(store, 'gate');
    const drawing = { name: 'Box', points: box };
    const made = value(await store.command('zone.create', { actor, cameraId: 'gate', drawing }));
    const mask = { ...drawing, kind: 'mask' as const };
    const edited = value(await store.command('zone.update', { actor, zoneId: made.zoneId, drawing: mask }));
    expect(reader.camera('gate')?.zones).toMatchObject([{ version: 2, versionId: edited.versionId, kind: 'mask' }]);
    expect(reader.camera('gate')?.revision).toBe(3);
    value(await store.command('zone.delete', { actor, zoneId: made.zoneId }));
    expect(reader.camera('gate')?.zones).toEqual([]);
    expectFailure(await store.command('zone.delete', { actor, zoneId: made.zoneId }), 'zone-unknown');
  });

  const crossed = [box[0], box[2], box[1], box[3]];
  const refused = [
    {
      name: 'a line of no length',
      method: 'line.create',
      drawing: { ...lineDrawing, to: lineDrawing.from },
      code: 'invalid',
    },
    {
      name: 'a line outside the picture',
      method: 'line.create',
      drawing: { ...lineDrawing, to: { x: 1.2, y: 0.5 } },
      code: 'invalid',
    },
    { name: 'a line without a name', method: 'line.create', drawing: { ...lineDrawing, name: '' }, code: 'invalid' },
    {
      name: 'an outline that crosses itself',
      method: 'zone.create',
      drawing: { name: 'Z', points: crossed },
      code: 'polygon-crosses-itself',
    },
    { name: 'two corners', method: 'zone.create', drawing: { name: 'Z', points: box.slice(0, 2) }, code: 'invalid' },
    {
      name: 'an outline that is a point',
      method: 'zone.create',
      drawing: {
        name: 'Z',
        points: [
          { x: 0.5, y: 0.5 },
          { x: 0.501, y: 0.5 },
          { x: 0.5, y: 0.501 },
        ],
      },
      code: 'polygon-too-small',
    },
  ];
  for (const { name, method, drawing, code } of refused) {
    it(`are refused: ${name}`, async () => {
      await addCamera(store, 'gate');
      expectFailure(await store.request(method, { actor, cameraId: 'gate', drawing }), code);
      expect(reader.camera('gate')).toMatchObject({ revision: 1, lines: [], zones: [] });
    });
  }

  it('are refused on edit as they are when new, and under a name that another has', async () => {
    await addCamera(store, 'gate');
    const zone = value(
      await store.command('zone.create', { actor, cameraId: 'gate', drawing: { name: 'Z', points: box } }),
    );
    const bad = { name: 'Z', points: crossed };
    expectFailure(
      await store.request('zone.update', { actor, zoneId: zone.zoneId, drawing: bad }),
      'polygon-crosses-itself',
    );
    const first = value(await store.command('line.create', { actor, cameraId: 'gate', drawing: lineDrawing }));
    const other = { ...lineDrawing, name: 'Other' };
    value(await store.command('line.create', { actor, cameraId: 'gate', drawing: other }));
    expectFailure(
      await store.command('line.create', { actor, cameraId: 'gate', drawing: lineDrawing }),
      'line-name-taken',
    );
    expectFailure(
      await store.command('line.update', { actor, lineId: first.lineId, drawing: other }),
      'line-name-taken',
    );
    value(await store.command('line.update', { actor, lineId: first.lineId, drawing: lineDrawing }));
  });

  it('need a camera', async () => {
    expectFailure(
      await store.command('line.create', { actor, cameraId: 'no', drawing: lineDrawing }),
      'camera-unknown',
    );
  });
});
