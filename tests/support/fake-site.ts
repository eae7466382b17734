import { randomUUID } from 'node:crypto';
import { answerIncidents, fakeIncidents } from './fake-incidents.ts';
import { fakeOutlook } from './fake-outlook.ts';
import { fakeCameras, fakeModels, fakeProcesses, fakeStatus } from './fake-site-data.ts';

/** Canned answers of a small site with six cameras in different states; drawings and cameras can really be changed. */
export interface FakeSite {
  readonly session: Record<string, unknown>;
  readonly answer: (method: string, path: string, url: URL, body: unknown) => Answer;
  readonly view: (cameraId: string, frameId: number) => Record<string, unknown> | null;
  readonly status: () => unknown;
  readonly crossing: () => unknown;
}

interface Answer {
  readonly status: number;
  readonly value: unknown;
}
type Fields = Record<string, unknown>;
interface FakeCamera extends Fields {
  readonly id: string;
  lines: Fields[];
  zones: Fields[];
}

const MINUTE_US = 60_000_000;
const SESSION = {
  user: 'lan',
  role: 'admin',
  site: 'Hải Châu Junctions',
  siteTimeZone: 'Asia/Ho_Chi_Minh',
  version: '0.1.0',
  host: 'site',
};

export function fakeSite(kind: 'demo' | 'none'): FakeSite {
  const cameras: FakeCamera[] = kind === 'demo' ? fakeCameras() : [];
  const sessionId = randomUUID();
  const startedUtcUs = Date.now() * 1000 - 5 * 3600e6;
  let cursor = 1000;
  const nowUs = () => Date.now() * 1000;
  const status = () => ({
    type: 'status',
    cameras: cameras.map((camera, index) => fakeStatus(camera.id, index, sessionId)),
    processes: fakeProcesses(startedUtcUs),
  });

  return {
    session: SESSION,
    status,
    view: (cameraId, frameId) => {
      const index = cameras.findIndex((camera) => camera.id === cameraId);
      return index < 0 || index > 3 ? null : viewOf(cameraId, index, frameId, sessionId);
    },
    crossing: () => ({
      type: 'crossings',
      cursor: (cursor += 1),
      crossings: crossingsOf(cameras[0], cursor, sessionId).slice(0, 1),
    }),
    answer: (method, path, url, body) => {
      const fields = isFields(body) ? body : {};
      if (path.startsWith('/sign-in')) return signIn(path, fields);
      if (method !== 'GET') return change(cameras, method, path, fields);
      return read(cameras, path, url, { sessionId, startedUtcUs, nowUs: nowUs(), cursor, status });
    },
  };
}

function signIn(path: string, body: Fields): Answer {
  const first = path.endsWith('/token') && body['token'] === 'fake-first-token-00001';
  if (!path.endsWith('/token') && body['password'] !== 'a right password') {
    return problem(401, 'User or password is wrong.', 'Check both; an admin can set a new password.');
  }
  const access = { accessToken: randomUUID(), expiresUtcUs: 4e15, mustSetPassword: first, session: SESSION };
  return { status: 200, value: access };
}

function problem(status: number, message: string, hint: string): Answer {
  return { status, value: { code: 'fake', message, hint } };
}

function change(cameras: FakeCamera[], method: string, path: string, body: Fields): Answer {
  const [, room, id = '', part] = path.split('/');
  const camera = cameras.find((one) => one.id === id);
  if (room === 'cameras' && part !== undefined && camera !== undefined) return draw(camera, part, body);
  if (room === 'lines' || room === 'zones') return redraw(cameras, room, id, method, body);
  if (room === 'cameras' && method === 'POST') {
    cameras.push({ ...fakeCameras()[0], ...body, id: String(body['id']), lines: [], zones: [] });
    return { status: 201, value: {} };
  }
  const index = cameras.findIndex((one) => one.id === id);
  if (room === 'cameras' && method === 'DELETE') cameras.splice(index, 1);
  if (room === 'cameras' && method === 'PATCH' && camera !== undefined) cameras[index] = { ...camera, ...body };
  return { status: 200, value: {} };
}

function draw(camera: FakeCamera, part: string, body: Fields): Answer {
  const key = part === 'lines' ? 'lineId' : 'zoneId';
  const made = { [key]: randomUUID(), versionId: randomUUID() };
  const list = part === 'lines' ? camera.lines : camera.zones;
  list.push({ ...body, ...made, version: 1 });
  return { status: 201, value: made };
}

function redraw(cameras: FakeCamera[], room: 'lines' | 'zones', id: string, method: string, body: Fields): Answer {
  const key = room === 'lines' ? 'lineId' : 'zoneId';
  for (const camera of cameras) {
    if (method === 'DELETE') camera[room] = camera[room].filter((one) => one[key] !== id);
    else
      camera[room] = camera[room].map((one) => (one[key] === id ? { ...one, ...body, versionId: randomUUID() } : one));
  }
  return { status: 200, value: { versionId: randomUUID() } };
}

interface Now {
  readonly sessionId: string;
  readonly startedUtcUs: number;
  readonly nowUs: number;
  readonly cursor: number;
  readonly status: () => { readonly cameras: unknown; readonly processes: unknown };
}

function read(cameras: readonly FakeCamera[], path: string, url: URL, now: Now): Answer {
  const incidents = answerIncidents(url, path, fakeIncidents(cameras[0]?.id ?? 'none', now.sessionId, now.nowUs));
  if (incidents !== null) return { status: 200, value: incidents };
  const [, room, id, part] = path.split('/');
  const camera = cameras.find((one) => one.id === (id ?? url.searchParams.get('cameraId')));
  if (room === 'cameras' && id === undefined) return { status: 200, value: cameras };
  if (room === 'cameras' && camera === undefined) return problem(404, `There is no camera "${id}".`, 'It was removed.');
  if (part === 'counts') return { status: 200, value: countsOf(camera, Number(url.searchParams.get('from')), now) };
  if (part === 'changes') return { status: 200, value: changesOf(url) };
  if (part === 'gaps') return { status: 200, value: gapsOf(url) };
  if (part === 'volumes') return { status: 200, value: volumesOf(camera, url) };
  if (part === 'normal' || part === 'forecast')
    return { status: 200, value: fakeOutlook(part, url, id ?? '', now.nowUs) };
  if (room === 'cameras') return { status: 200, value: camera };
  if (room === 'crossings') return { status: 200, value: crossingsOf(camera, 500, now.sessionId) };
  if (room === 'tracks') return { status: 200, value: trackOf(camera, id ?? '', Number(part)) };
  if (room === 'models') return { status: 200, value: { defaultModelId: 'stopgap', models: fakeModels() } };
  if (room === 'events') return { status: 200, value: eventsOf(now) };
  if (room === 'system') return { status: 200, value: systemOf(now) };
  return room === 'session' ? { status: 200, value: SESSION } : { status: 404, value: {} };
}

const CLASSES = ['car', 'motorcycle', 'truck', 'bus', 'bicycle'] as const;

function countsOf(camera: FakeCamera | undefined, from: number, now: Now): unknown {
  const counts = (camera?.lines ?? []).flatMap((line, at) =>
    (['in', 'out'] as const).flatMap((direction) =>
      CLASSES.map((name, index) => ({
        lineId: line['lineId'],
        lineName: line['name'],
        direction,
        directionName: direction === 'in' ? line['inName'] : line['outName'],
        class: name,
        count: [1284, 2310, 96, 41, 0][index]! >> (at + (direction === 'in' ? 0 : 1)),
      })),
    ),
  );
  return { cameraId: camera?.id, fromUtcUs: from, toUtcUs: now.nowUs, cursor: now.cursor, runs: [FAKE_RUN], counts };
}

function volumesOf(camera: FakeCamera | undefined, url: URL): unknown {
  const seconds = Number(url.searchParams.get('bin'));
  const step = seconds * 1e6;
  const from = Math.floor(Number(url.searchParams.get('from')) / step) * step;
  const to = Number(url.searchParams.get('to'));
  const bins: unknown[] = [];
  for (let start = from, index = 0; start < to; start += step, index += 1) {
    const away = seconds === 60 && index >= 21 && index <= 26;
    const watchedShare = away ? 0 : index === 27 ? 0.55 : start + step > to ? 0.4 : 1;
    const wave = 0.6 + 0.4 * Math.sin(index / 4);
    const cells = CLASSES.slice(0, 4).map((name, at) => ({
      lineId: camera?.lines[0]?.['lineId'],
      direction: 'in',
      class: name,
      count: away ? 0 : Math.round([9, 16, 2, 1][at]! * wave * watchedShare + ((index * 7 + at) % 3)),
    }));
    const degradedShare = index >= 44 && index <= 47 ? 1 : 0;
    bins.push({
      startUtcUs: start,
      seconds,
      watchedShare,
      degradedShare,
      droppedFrames: away ? 0 : index % 5,
      clockOverlap: false,
      closed: start + step < to - MINUTE_US,
      cells,
    });
  }
  return { cameraId: camera?.id, runs: [FAKE_RUN], bins };
}

function crossingsOf(camera: FakeCamera | undefined, cursor: number, sessionId: string): Fields[] {
  const line = camera?.lines[0];
  if (camera === undefined || line === undefined) return [];
  return Array.from({ length: 40 }, (_, index) => ({
    cursor: cursor + index,
    cameraId: camera.id,
    sessionId,
    track: 400 + cursor + index,
    lineId: line['lineId'],
    lineVersionId: line['versionId'],
    lineName: line['name'],
    ordinal: 1,
    direction: 'in',
    directionName: line['inName'],
    class: index % 3 === 0 ? 'car' : 'motorcycle',
    classSoFar: 'car',
    final: index < 38,
    frameId: 12_000 + index * 40,
    mediaUs: index * 3_200_000,
    utcUs: Date.now() * 1000 - (40 - index) * 3_200_000,
    x: 0.5,
    y: 0.6,
    mode: 'live',
    runId: 'run-1',
    countsAs: [index % 3 === 0 ? 'car' : 'motorcycle'],
    corrections: [],
  }));
}

function trackOf(camera: FakeCamera | undefined, sessionId: string, track: number): unknown {
  const path = Array.from({ length: 26 }, (_, index) => {
    const x = 0.34 + index * 0.012;
    const y = 0.28 + index * 0.02;
    const size = 0.04 + index * 0.004;
    return {
      frameId: 100 + index,
      mediaUs: index * 80_000,
      box: [x, y, x + size, y + size * 1.2].map((v) => Math.round(v * 65_535)),
    };
  });
  return {
    sessionId,
    track,
    cameraId: camera?.id ?? 'bach-dang-north',
    run: FAKE_RUN,
    class: 'car',
    votes: { car: 21.4, van: 3.1 },
    firstUtcUs: Date.now() * 1000 - 60e6,
    lastUtcUs: Date.now() * 1000 - 58e6,
    path,
    crossings: crossingsOf(camera, 500, sessionId).slice(0, 1),
  };
}

const FAKE_RUN = {
  ...{ runId: 'run-1', modelId: 'stopgap', modelSha256: 'aa', configSha256: 'bb', software: '0.1.0' },
  ...{ decoder: 'software', provider: 'cpu', width: 640, height: 360 },
};

function changesOf(url: URL): unknown {
  const from = Number(url.searchParams.get('from'));
  const change = { kind: 'line', event: 'changed', subject: 'Main carriageway', version: 2, fields: [], actor: 'ann' };
  return [{ ...change, utcUs: from + 12 * MINUTE_US }];
}

function gapsOf(url: URL): unknown {
  const from = Number(url.searchParams.get('from'));
  const at = (minutes: number) => from + minutes * MINUTE_US;
  return [
    { fromUtcUs: at(21), toUtcUs: at(25), cause: 'offline: unreachable' },
    { fromUtcUs: at(25), toUtcUs: at(27.4), cause: 'process-restart' },
  ];
}

function eventsOf({ nowUs }: Now): unknown {
  const rows = [
    ['process', 'store', 'alarm', 'disk-full: the disk is full: counts are being lost', ''],
    ['camera', 'airport-gate-2', 'offline', 'unreachable', 'Connection timed out'],
    ['process', 'camera-1', 'crash', 'ended by SIGKILL', ''],
    ['process', 'camera-1', 'gave-up', 'crashed too often, last: ended by SIGKILL', ''],
    ['camera', 'han-market', 'live', 'clock-step', '+3600.0 s'],
  ];
  return rows.map(([kind, subject, event, reason, detail], index) => ({
    cursor: `${nowUs - index * MINUTE_US}-p${index + 1}`,
    utcUs: nowUs - index * MINUTE_US,
    kind,
    subject,
    event,
    reason,
    detail,
  }));
}

function systemOf(now: Now): unknown {
  const { cameras, processes } = now.status();
  return {
    version: '0.1.0',
    host: 'site',
    startedUtcUs: now.startedUtcUs,
    ffmpeg: 'ffmpeg 5.1.6 (PATH)',
    node: 'v24.21.0',
    platform: 'linux x64',
    dataFolder: '/var/lib/traffic-command-center',
    databaseBytes: 184_300_000,
    diskFreeBytes: 61_200_000_000,
    alarms: [
      {
        code: 'disk-full',
        message: 'the disk is full: counts are being lost',
        hint: 'free disk space',
        utcUs: now.nowUs - 4 * MINUTE_US,
      },
    ],
    processes,
    models: fakeModels(),
    defaultModelId: 'stopgap',
    cameras,
    clients: [
      { id: 1, user: 'lan', sentFrames: 182_340, lostFrames: 12 },
      { id: 2, user: 'wall', sentFrames: 98_112, lostFrames: 0 },
    ],
  };
}

function viewOf(cameraId: string, index: number, frameId: number, sessionId: string): Fields {
  const analysis = index === 2 ? 'slow' : 'on';
  const tracks = Array.from({ length: 5 }, (_, n) => {
    const along = ((frameId * (3 + n) + n * 170) % 1000) / 1000;
    const x = 0.1 + 0.16 * n;
    const y = 0.2 + along * 0.55;
    const size = 0.05 + along * 0.08;
    return { n: 40 + n, c: CLASSES[n], s: 0.8, b: [x, y, x + size, y + size * 1.3].map((v) => Math.round(v * 65_535)) };
  });
  const nowUs = Date.now() * 1000;
  return {
    type: 'view',
    cameraId,
    sessionId,
    frameId,
    mediaUs: frameId * 100_000,
    utcUs: nowUs - 180_000,
    arrivedUtcUs: nowUs - 120_000,
    width: 640,
    height: 360,
    tracks: analysis === 'on' ? tracks : null,
    analysis,
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
