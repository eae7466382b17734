import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storeCommands } from '../../../domain/contracts/store-commands.ts';
import type { StoreMethod } from '../../../domain/contracts/store-commands.ts';
import type { Store, StoreReader } from '../../../workers/store/index.ts';
import { addCamera, addLine, batch, createBench, expectFailure, NOON, sessionOpen, uuid, value } from './builders.ts';

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
    value(await store.command('job.create', job));
    value(await store.command('stream-key.create', { actor, cameraId: 'cam-1', label: 'wall', keyHash: 'h' }));
    value(await store.command('camera.delete', { actor, id: 'cam-1' }));
    expect(reader.jobs()[0]).toMatchObject({ status: 'cancelled', reason: 'the camera was deleted' });
    expect(reader.streamKeyByHash('h')).toBeNull();
    expect(reader.session(session)).toMatchObject({ reason: 'camera-deleted' });
    expect(store.configFor(0, 1)).toEqual({ cameras: [], jobs: [] });
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

describe('replays', () => {
  const create = async (): Promise<string> => {
    const params = { actor, cameraId: 'cam-1', path: '/clips/a.mp4', pace: 'max', startUtcUs: NOON } as const;
    return value(await store.command('job.create', params)).jobId;
  };

  it('wait, run and end; what is over stays over', async () => {
    await addCamera(store, 'cam-1');
    const jobId = await create();
    expect(store.configFor(0, 1).jobs).toMatchObject([
      { jobId, status: 'waiting', checkpoint: null, startUtcUs: NOON },
    ]);
    value(await store.command('job.status', { jobId, status: 'running', reason: '' }));
    value(await store.command('job.status', { jobId, status: 'running', reason: '' }));
    value(await store.command('job.status', { jobId, status: 'done', reason: '' }));
    value(await store.command('job.status', { jobId, status: 'done', reason: '' }));
    expectFailure(await store.command('job.status', { jobId, status: 'running', reason: '' }), 'job-over');
    expectFailure(await store.command('job.cancel', { actor, jobId }), 'job-over');
    expect(store.configFor(0, 1).jobs).toEqual([]);
    expect(reader.jobs()).toMatchObject([{ jobId, status: 'done', createdUtcUs: NOON }]);
  });

  it('go on from their newest checkpoint, in their own session, until they are cancelled', async () => {
    await addCamera(store, 'cam-1');
    const jobId = await create();
    const session = uuid('replay');
    const open = sessionOpen(session, { mode: 'replay', jobId });
    const checkpoint = (frameId: number) =>
      ({
        kind: 'checkpoint',
        sessionId: session,
        jobId,
        frameId,
        mediaUs: frameId,
        frameSha256: 'ab',
        state: `s${frameId}`,
      }) as const;
    value(store.commitFacts([batch([open, checkpoint(10)])]));
    value(store.commitFacts([batch([checkpoint(30), checkpoint(20)])]));
    expect(store.configFor(0, 1).jobs).toMatchObject([
      { sessionId: session, checkpoint: { frameId: 30, state: 's30' } },
    ]);
    value(await store.command('job.cancel', { actor, jobId }));
    expect(store.configFor(0, 1).jobs).toEqual([]);
    expect(reader.session(session)).toMatchObject({ reason: 'job-cancelled' });
    expect(lastAudit()).toMatchObject({ action: 'job.cancel', subject: jobId });
  });

  it('are refused without a camera, and unknown ones by name', async () => {
    const params = { actor, cameraId: 'no', path: '/a', pace: 'max', startUtcUs: null } as const;
    expectFailure(await store.command('job.create', params), 'camera-unknown');
    expectFailure(await store.command('job.cancel', { actor, jobId: uuid('none') }), 'job-unknown');
    expectFailure(
      await store.command('job.status', { jobId: uuid('none'), status: 'done', reason: '' }),
      'job-unknown',
    );
  });
});

describe('people, keys and settings', () => {
  const HASH = 'scrypt$16384$8$1$c2FsdA$aGFzaA';

  it('users are made, found whatever the case of their name, and deleted, but never the last admin', async () => {
    const made = value(await store.command('user.create', { actor, name: 'Anna', role: 'admin', passwordHash: '' }));
    expect(reader.users()).toEqual([{ userId: made.userId, name: 'Anna', role: 'admin', createdUtcUs: NOON }]);
    value(await store.command('user.set-password', { actor, name: 'anna', passwordHash: HASH }));
    expect(reader.user('ANNA')).toEqual({ name: 'Anna', role: 'admin', passwordHash: HASH });
    expectFailure(
      await store.command('user.create', { actor, name: 'anna', role: 'viewer', passwordHash: HASH }),
      'user-exists',
    );
    expectFailure(await store.command('user.delete', { actor, name: 'Anna' }), 'last-admin');
    value(await store.command('user.create', { actor, name: 'Ben', role: 'admin', passwordHash: HASH }));
    value(await store.command('user.delete', { actor, name: 'Anna' }));
    expect(reader.users().map((user) => user.name)).toEqual(['Ben']);
    expect(reader.user('Anna')).toBeNull();
    expect(JSON.stringify(reader.audit({ beforeId: null, limit: 100 }))).not.toContain('scrypt');
  });

  it('users are refused with a password that is no hash, an unknown role, or no account', async () => {
    const plain = { actor, name: 'Eve', role: 'viewer', passwordHash: 'plain-password' } as const;
    expectFailure(await store.command('user.create', plain), 'password-not-hashed');
    expectFailure(await store.request('user.create', { ...plain, role: 'king' }), 'invalid');
    expectFailure(await store.command('user.set-password', { actor, name: 'Eve', passwordHash: HASH }), 'user-unknown');
    expectFailure(await store.command('user.delete', { actor, name: 'Eve' }), 'user-unknown');
  });

  it('stream keys are found by their hash until they are revoked', async () => {
    await addCamera(store, 'gate');
    const key = { actor, cameraId: 'gate', label: 'wall', keyHash: 'hash-1' };
    const { keyId } = value(await store.command('stream-key.create', key));
    const shown = { keyId, cameraId: 'gate', label: 'wall', createdUtcUs: NOON };
    expect(reader.streamKeyByHash('hash-1')).toEqual(shown);
    expect(reader.streamKeys('gate')).toEqual([shown]);
    value(await store.command('stream-key.revoke', { actor, keyId }));
    expect(reader.streamKeyByHash('hash-1')).toBeNull();
    expectFailure(await store.command('stream-key.revoke', { actor, keyId }), 'stream-key-unknown');
    expectFailure(await store.command('stream-key.create', { ...key, cameraId: 'no' }), 'camera-unknown');
  });

  it('settings, notes of processes and cursors of followers are kept', async () => {
    value(await store.command('setting.put', { actor, key: 'model', value: 'small' }));
    value(await store.command('setting.put', { actor, key: 'model', value: 'large' }));
    expect(reader.settings()).toEqual(new Map([['model', 'large']]));
    expect(lastAudit()).toMatchObject({ action: 'setting.put', subject: 'model', detail: '' });
    const event = { process: 'camera-0', event: 'exit', detail: 'killed', utcUs: NOON };
    value(await store.command('process-event.add', event));
    expect(reader.processEvents({ beforeId: null, limit: 5 })).toEqual([{ id: 1, ...event }]);
    value(await store.command('cursor.put', { follower: 'site', cursor: 7 }));
    value(await store.command('cursor.put', { follower: 'site', cursor: 9 }));
    expect([reader.cursor('site'), reader.cursor('nobody')]).toEqual([9, 0]);
    value(await store.command('audit.add', { actor, action: 'sign-in', subject: 'anna', detail: 'ok' }));
    expect(lastAudit()).toMatchObject({ actor, action: 'sign-in', subject: 'anna', detail: 'ok', utcUs: NOON });
  });

  it('the audit is read in pages, newest first', async () => {
    for (let at = 1; at <= 5; at += 1)
      value(await store.command('audit.add', { actor, action: `a${at}`, subject: '', detail: '' }));
    const first = reader.audit({ beforeId: null, limit: 2 });
    const second = reader.audit({ beforeId: first[1]!.id, limit: 9 });
    expect([...first, ...second].map((row) => row.action)).toEqual(['a5', 'a4', 'a3', 'a2', 'a1']);
  });

  it('a backup is made where it is asked for, and never over a file', async () => {
    const to = path.join(folder, 'mine.db');
    const made = value(await store.command('backup', { to }));
    expect(made).toMatchObject({ path: to });
    expect(made.bytes).toBeGreaterThan(10_000);
    expectFailure(await store.command('backup', { to }), 'backup-exists');
    expectFailure(await store.command('backup', { to: 'relative.db' }), 'invalid');
    expectFailure(await store.command('backup', { to: '/dev/null/x/y.db' }), 'backup-failed');
  });
});

describe('requests from a socket', () => {
  it('are refused when nobody knows the method', async () => {
    expectFailure(await store.request('camera.explode', {}), 'unknown-command');
    expectFailure(await store.request('toString', {}), 'unknown-command');
  });

  const methods = Object.keys(storeCommands) as StoreMethod[];
  for (const method of methods) {
    it(`are refused when the parameters of ${method} are not understood`, async () => {
      for (const bad of [undefined, null, 7, 'x', [], {}, { actor: '' }, { actor: 7, id: 7 }]) {
        expectFailure(await store.request(method, bad), 'invalid');
      }
    });
  }

  it('tell those who watch only of changes that took place', async () => {
    const told: string[] = [];
    const stop = store.onChanged((what) => told.push(what));
    value(await store.command('camera.create', { actor, camera }));
    expectFailure(await store.command('camera.create', { actor, camera }), 'camera-exists');
    await Promise.resolve();
    expect(told).toEqual(['cameras']);
    stop();
    value(await store.command('camera.delete', { actor, id: 'gate' }));
    await Promise.resolve();
    expect(told).toEqual(['cameras']);
  });
});
