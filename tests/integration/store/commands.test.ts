import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storeCommands } from '../../../domain/contracts/store-commands.ts';
import type { StoreMethod } from '../../../domain/contracts/store-commands.ts';
import type { Store, StoreReader } from '../../../workers/store/index.ts';
import { addCamera, batch, createBench, expectFailure, NOON, sessionOpen, uuid, value } from './builders.ts';

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
const lastAudit = (): unknown => reader.audit({ beforeId: null, limit: 1 })[0];

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

  it('of a recording given as a source are made once, and once more for a camera that came back', async () => {
    const source = { kind: 'file', path: '/clips/a.mp4', pace: 'max' } as const;
    const add = { actor, camera: { ...camera, source } };
    value(await store.command('camera.create', add));
    const once = { actor, cameraId: 'gate', path: source.path, pace: 'max', startUtcUs: null } as const;
    const { jobId } = value(await store.command('job.once', once));
    expect(value(await store.command('job.once', once)).jobId).toBe(jobId);
    expect(value(await store.command('job.once', { ...once, path: '/clips/b.mp4' })).jobId).not.toBe(jobId);
    value(await store.command('camera.delete', { actor, id: 'gate' }));
    value(await store.command('camera.create', add));
    const again = value(await store.command('job.once', once));
    expect(again.jobId).not.toBe(jobId);
    value(await store.command('job.cancel', { actor, jobId: again.jobId }));
    expect(value(await store.command('job.once', once)).jobId).toBe(again.jobId);
    expectFailure(await store.command('job.once', { ...once, cameraId: 'no' }), 'camera-unknown');
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

  it('say that all of them is stored, when their camera ended their session and only its word on them is missing', async () => {
    await addCamera(store, 'cam-1');
    const jobId = await create();
    const session = uuid('replay');
    const end = {
      kind: 'session-end',
      sessionId: session,
      reason: 'ended',
      lastMediaUs: 9,
      lastUtcUs: NOON + 9,
      frames: 1,
      drops: {},
    } as const;
    value(store.commitFacts([batch([sessionOpen(session, { mode: 'replay', jobId })])]));
    expect(store.configFor(0, 1).jobs).toMatchObject([{ sessionId: session, sessionEnd: null }]);
    value(store.commitFacts([batch([end])]));
    expect(store.configFor(0, 1).jobs).toMatchObject([{ sessionId: session, sessionEnd: 'ended', checkpoint: null }]);
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
