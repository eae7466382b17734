import { createServer, type Server } from 'node:http';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failureText, SOURCE_FAILURE_CODES } from '../../../domain/camera/failure-codes.ts';
import { problemSchema } from '../../../domain/contracts/api.ts';
import { modelsSchema } from '../../../domain/contracts/messages.ts';
import { repositoryRoot } from '../../../scripts/run-program.ts';
import {
  addReplayCamera,
  cutRecording,
  endedReplay,
  finishReplay,
  makeVideo,
  picturesIn,
  rowsOf,
  sessionsOf,
  startReplay,
} from '../../support/replays.ts';
import { SMALL_MODEL, startTestSite, type TestSite, tryTestSite, waitFor } from '../../support/test-site.ts';

const SECRET = 'wrong-horse-battery';
const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-bad-'));
const media = path.join(folder, 'media');
const shipped = path.join(folder, 'shipped');
const inMedia = (name: string): string => path.join(media, name);
let site: TestSite;
let locked: Server;

/** A camera that refuses whoever comes. */
function startLockedCamera(): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="camera"' }).end();
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** The good model beside three bad ones, each as somebody might really put it there. */
function layOutModels(): void {
  const models = path.join(shipped, 'models');
  mkdirSync(models, { recursive: true });
  symlinkSync(path.join(repositoryRoot, 'assets'), path.join(shipped, 'assets'));
  cpSync(path.join(repositoryRoot, 'models', SMALL_MODEL), path.join(models, SMALL_MODEL), { recursive: true });
  const good = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(path.join(models, SMALL_MODEL, 'model.json'), 'utf8')));
  const add = (id: string, changes: object): string => {
    cpSync(path.join(models, SMALL_MODEL), path.join(models, id), { recursive: true });
    writeFileSync(path.join(models, id, 'model.json'), JSON.stringify({ ...good, id, ...changes }));
    return path.join(models, id, 'model.onnx');
  };
  truncateSync(add('zero-byte', {}), 0);
  writeFileSync(add('changed', {}), 'a byte more', { flag: 'a' });
  add('other-family', { family: 'end2end' });
}

beforeAll(async () => {
  mkdirSync(media, { recursive: true });
  layOutModels();
  locked = await startLockedCamera();
  site = await startTestSite({ model: SMALL_MODEL, media: [media], shipped });
  await addReplayCamera(site);
}, 120_000);
afterAll(async () => {
  await site.stop();
  locked.close();
  rmSync(folder, { recursive: true });
});

/** A port on which nothing listens. */
async function deadPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Adds a camera and waits until it has said what is wrong with its source. */
async function troubleOf(id: string, source: object, credential: object | null = null) {
  const made = await site.api('POST', 'cameras', { id, name: id, source, credential });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const status = await waitFor(`the trouble of ${id}`, async () => {
    const now = await site.camera(id);
    return now !== null && z.enum(SOURCE_FAILURE_CODES).safeParse(now.reason).success ? now : null;
  });
  await site.api('DELETE', `cameras/${id}`);
  const { message, hint } = failureText(z.enum(SOURCE_FAILURE_CODES).parse(status.reason));
  return { ...status, message, hint };
}

const processes = (): unknown => site.site.supervisor.processes.map(({ name, restarts }) => [name, restarts]);

describe('a source that cannot be used', () => {
  it('says that a password is wrong, and keeps the password to itself', async () => {
    const { port } = locked.address() as AddressInfo;
    const trouble = await troubleOf(
      'locked',
      { kind: 'mjpeg', url: `http://127.0.0.1:${port}/video` },
      { user: 'viewer', password: SECRET },
    );
    expect(trouble).toMatchObject({ state: 'auth-failed', reason: 'auth-failed' });
    expect(trouble.message).toContain('password');
    expect(trouble.hint).toContain('credential');
    expect(JSON.stringify(trouble)).not.toContain(SECRET);
    const logs = path.join(site.data, 'logs');
    for (const name of readdirSync(logs)) expect(readFileSync(path.join(logs, name), 'utf8')).not.toContain(SECRET);
  });

  it('says that nothing listens, and that a host is not there', async () => {
    const refused = await troubleOf('closed', { kind: 'rtsp', url: `rtsp://127.0.0.1:${await deadPort()}/live` });
    expect(refused).toMatchObject({ state: 'offline', reason: 'refused' });
    expect(refused.hint).toContain('port');
    const nowhere = await troubleOf('nowhere', { kind: 'http', url: 'http://no-such-camera.invalid/live' });
    expect(nowhere).toMatchObject({ state: 'offline', reason: 'unreachable' });
    expect(nowhere.hint).toContain('address');
  });

  it('says that a file is no video, as a camera and as a replay', async () => {
    writeFileSync(inMedia('letter.mp4'), 'Dear camera,\n'.repeat(500));
    const trouble = await troubleOf('letter', { kind: 'file', path: inMedia('letter.mp4') });
    expect(trouble).toMatchObject({ state: 'unsupported', reason: 'not-a-video' });
    const job = await endedReplay(site, await startReplay(site, { path: inMedia('letter.mp4') }));
    expect(job.status).toBe('failed');
    expect(job.reason).toContain('not-a-video');
  });

  it('refuses a file that is not there, before anything is started', async () => {
    const answer = await site.api('POST', 'jobs', { cameraId: 'replayed', path: inMedia('missing.mp4') });
    expect(answer.status).toBe(404);
    expect(problemSchema.parse(answer.body).code).toBe('file-not-found');
  });
});

describe('a file that is not quite right', () => {
  it('is counted up to where it was cut off, and its replay says so', async () => {
    const whole = await makeVideo(
      ['-i', await cutRecording(media, 8), '-c', 'copy', '-movflags', '+faststart'],
      inMedia('whole.mp4'),
    );
    const cut = inMedia('cut.mp4');
    cpSync(whole, cut);
    truncateSync(cut, Math.round(readFileSync(whole).length * 0.6));
    const job = await endedReplay(site, await startReplay(site, { path: cut }));
    expect(job.status).toBe('done');
    expect(job.reason).toContain('truncated');
    const session = (await sessionsOf(site, 'replayed')).find(({ sessionId }) => sessionId === job.sessionId);
    const all = await picturesIn(whole);
    expect(session?.frames).toBeGreaterThan(all * 0.4);
    expect(session?.frames).toBeLessThan(all);
    expect(rowsOf(site, job.sessionId).crossings.length).toBeGreaterThan(0);
  });

  it('is counted picture by picture when its rate varies', async () => {
    const file = await makeVideo(
      [
        ...['-i', await cutRecording(media, 8), '-vf', "select='not(eq(mod(n,7),3)+eq(mod(n,5),1))'"],
        ...['-fps_mode', 'vfr', '-c:v', 'libx264', '-preset', 'ultrafast'],
      ],
      inMedia('variable.mp4'),
    );
    const pictures = await picturesIn(file);
    expect(pictures).toBeLessThan(80);
    const job = await finishReplay(site, await startReplay(site, { path: file }));
    const session = (await sessionsOf(site, 'replayed')).find(({ sessionId }) => sessionId === job.sessionId);
    expect(session?.frames).toBe(pictures);
    expect(rowsOf(site, job.sessionId).crossings.length).toBeGreaterThan(0);
  });

  it('does not claim the hour by which its clock jumps', async () => {
    const file = await makeVideo(
      [
        ...['-i', await cutRecording(media, 8), '-vf', "setpts='PTS+gte(N,50)*3600/TB'"],
        ...['-fps_mode', 'passthrough', '-c:v', 'libx264', '-preset', 'ultrafast'],
      ],
      inMedia('jump.mkv'),
    );
    const job = await finishReplay(site, await startReplay(site, { path: file }));
    const session = (await sessionsOf(site, 'replayed')).find(({ sessionId }) => sessionId === job.sessionId);
    expect(session?.frames).toBe(await picturesIn(file));
    const claimed = rowsOf(site, job.sessionId).coverage.map((text) => {
      const [, , fromUtcUs, toUtcUs] = z
        .tuple([z.number(), z.number(), z.number(), z.number()])
        .rest(z.unknown())
        .parse(JSON.parse(text));
      return toUtcUs - fromUtcUs;
    });
    const seconds = claimed.reduce((sum, us) => sum + us, 0) / 1_000_000;
    expect(seconds).toBeGreaterThan(6);
    expect(seconds).toBeLessThan(9);
  });
});

describe('a model that cannot be used', () => {
  const models = async () => modelsSchema.omit({ type: true }).parse((await site.api('GET', 'models')).body);

  it.each([
    ['zero-byte', /is empty/],
    ['changed', /not the one its description names/],
    ['other-family', /end-to-end/],
  ])('is told in words (%s), and the one that served goes on', async (modelId, words) => {
    expect((await site.api('PUT', 'models/default', { modelId })).status).toBe(202);
    const failed = await waitFor('the reason', async () => {
      const model = (await models()).models.find((one) => one.modelId === modelId);
      return model?.state === 'failed' && !model.wanted ? model : null;
    });
    expect(failed.reason).toMatch(words);
    const now = await models();
    expect(now.defaultModelId).toBe(SMALL_MODEL);
    expect(now.models.find((model) => model.modelId === SMALL_MODEL)?.state).toBe('ready');
  });

  it('because it is not there is refused at once', async () => {
    const answer = await site.api('PUT', 'models/default', { modelId: 'not-there' });
    expect(answer.status).toBe(404);
    const problem = problemSchema.parse(answer.body);
    expect(problem.code).toBe('model-missing');
    expect(problem.message).toContain('no model "not-there"');
    expect(problem.hint).not.toBe('');
  });

  it('does not keep the next replay from counting', async () => {
    const job = await finishReplay(site, await startReplay(site, { path: await cutRecording(media, 8) }));
    expect(rowsOf(site, job.sessionId).crossings.length).toBeGreaterThan(0);
  });
});

describe('a drawing that cannot be used', () => {
  it.each([
    ['a line without length', 'lines', { name: 'dot', from: { x: 0.4, y: 0.4 }, to: { x: 0.4, y: 0.4 } }, 'shorter'],
    [
      'an area that crosses itself',
      'zones',
      {
        name: 'bow',
        points: [
          [0, 0],
          [1, 1],
          [1, 0],
          [0, 1],
        ].map(([x, y]) => ({ x, y })),
      },
      'cross',
    ],
    ['an area without area', 'zones', { name: 'flat', points: [0.1, 0.5, 0.9].map((x) => ({ x, y: 0.5 })) }, 'area'],
  ])('%s is refused in words', async (_what, kind, drawing, word) => {
    const answer = await site.api('POST', `cameras/replayed/${kind}`, drawing);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    const { message, hint } = problemSchema.parse(answer.body);
    expect(message.toLowerCase()).toContain(word);
    expect(hint).not.toBe('');
  });
});

describe('a second start beside this one', () => {
  it('is told that the port is in use, and ends', async () => {
    const port = Number(new URL(site.url).port);
    const second = await tryTestSite({ data: path.join(folder, 'second'), port, model: SMALL_MODEL, shipped });
    expect(second).toMatchObject({ ok: false, failure: { code: 'port-in-use' } });
    if (second.ok) return;
    expect(second.failure.message).toContain(String(port));
    expect(second.failure.hint).toContain('another port');
  });

  it('is told that another instance works on the data folder, and the first goes on', async () => {
    const second = await tryTestSite({ data: site.data, model: SMALL_MODEL, shipped });
    expect(second).toMatchObject({ ok: false, failure: { code: 'store-locked' } });
    if (second.ok) return;
    expect(second.failure.message).toContain(site.data);
    expect(second.failure.hint).toContain('another data folder');
    const job = await finishReplay(site, await startReplay(site, { path: await cutRecording(media, 8) }));
    expect(rowsOf(site, job.sessionId).crossings.length).toBeGreaterThan(0);
  });
});

describe('after all of it', () => {
  it('no process was restarted', () => {
    const log = readFileSync(path.join(site.data, 'logs', 'command-center.log'), 'utf8').split('\n');
    const bad = log.filter((line) => /process crashed|process is stuck|a bug ended/.test(line));
    // The second start wrote its refusal into the same log.
    expect(bad.filter((line) => !line.includes('ended with code 78'))).toEqual([]);
    expect(processes()).toEqual(site.site.supervisor.processes.map(({ name }) => [name, 0]));
  });
});
