import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DecoderCensus, startDecoderCensus } from '../../../bench/support/decoder-census.ts';
import {
  createRtspServer,
  findRtspProgram,
  freePort,
  openFootageFolder,
  type RtspProgram,
  type RtspServer,
} from '../../../bench/support/rtsp-servers.ts';
import { ffmpegChildren, ffmpegPath, make, median, pause, record, type Recorded, stopAll } from './harness.ts';

const AWAY_MS = 10_000;
const folder = openFootageFolder();
const clip = join(folder.path, 'clip.mp4');

/** The servers are not part of the product: where one is missing its tests say so and are skipped. */
function lacking(...programs: RtspProgram[]): string[] {
  return [...(ffmpegPath === null ? ['ffmpeg'] : []), ...programs.filter((name) => findRtspProgram(name) === null)];
}

const titled = (name: string, missing: readonly string[]): string =>
  missing.length === 0 ? name : `${name} (skipped: needs ${missing.join(' and ')})`;

beforeAll(async () => {
  if (ffmpegPath === null) return;
  const picture = 'testsrc2=size=320x180:rate=12.5:duration=60';
  await make('-f', 'lavfi', '-i', picture, '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', clip);
});
afterAll(() => folder.remove());

/** A source and the server that it comes from, until the picture is there. */
async function show(server: RtspServer, transport: 'tcp' | 'udp'): Promise<Recorded> {
  await server.start();
  const run = record({ kind: 'rtsp', url: server.url, transport });
  await run.until('live', () => run.frames.length > 25);
  expect(run.starts[0]).toMatchObject({ codec: 'h264', sourceWidth: 320, sourceHeight: 180, sourceFps: 12.5 });
  expect(median(run.frames.map((f) => (f.arrivedUtcUs - f.utcUs) / 1_000))).toBeLessThan(1_000);
  return run;
}

/** Until pictures come that were not there when it was asked. */
async function shownAgain(run: Recorded): Promise<void> {
  const { length } = run.frames;
  await run.until('the picture again', () => run.frames.length > length && run.states.at(-1)?.state === 'live');
}

// Side by side: four times ten seconds would be most of a minute.
describe('RTSP cameras that were away for ten seconds', () => {
  const cases = [
    { program: 'GStreamer', transport: 'tcp', how: 'killed' },
    { program: 'GStreamer', transport: 'udp', how: 'killed' },
    { program: 'VLC', transport: 'udp', how: 'killed' },
    { program: 'GStreamer', transport: 'udp', how: 'silent' },
  ] as const;
  const servers: RtspServer[] = [];
  let census: DecoderCensus;

  beforeAll(async () => {
    for (const { program } of cases) servers.push(createRtspServer({ program, port: await freePort(), file: clip }));
    census = startDecoderCensus(servers.map(({ url }) => url));
  });
  afterAll(async () => {
    await stopAll();
    await Promise.all(servers.map((server) => server.kill()));
    census.stop();
    expect(ffmpegChildren()).toEqual([]);
  });

  cases.forEach(({ program, transport, how }, at) => {
    const missing = lacking(program);
    const name = titled(`come back: ${program} over ${transport}, ${how}`, missing);
    it.skipIf(missing.length > 0).concurrent(name, async ({ expect }) => {
      const server = servers[at]!;
      const run = await show(server, transport);
      const killed = how === 'killed';
      if (killed) await server.kill();
      else server.freeze();
      await run.until('the loss told', () => run.states.at(-1)?.state === 'offline');
      if (!killed) expect(run.ends[0]?.reason).toBe('timeout');
      expect(run.states.at(-1)?.reason).toBe(killed ? 'refused' : 'no-answer');
      // A silent server has been away as long until it is given up twice.
      if (killed) await pause(AWAY_MS);
      expect(run.states.at(-1)?.state).toBe('offline');
      if (killed) await server.start();
      else server.thaw();
      await shownAgain(run);
      expect(run.starts).toHaveLength(2);
      expect(run.mostChildren()).toBe(1);
      expect(census.most.get(server.url)).toBe(1);
      expect(census.now().get(server.url)).toBe(1);
    });
  });
});

const missing = lacking('GStreamer');
describe.skipIf(missing.length > 0)(titled('RTSP cameras', missing), () => {
  let server: RtspServer;

  async function start(login?: readonly [string, string]): Promise<string> {
    server = createRtspServer({ program: 'GStreamer', port: await freePort(), file: clip, ...(login && { login }) });
    await server.start();
    return server.url;
  }

  afterEach(async () => {
    await stopAll();
    await server.kill();
    expect(ffmpegChildren()).toEqual([]);
  });

  it('asks for the password, tells a wrong one, and takes the right one without showing it', async () => {
    const url = await start(['bob', 'se:c@ret/1']);
    const none = record({ kind: 'rtsp', url });
    const wrong = record({ kind: 'rtsp', url }, { credential: { user: 'bob', password: 'guess-17' } });
    const right = record({ kind: 'rtsp', url }, { credential: { user: 'bob', password: 'se:c@ret/1' } });
    await none.until('refused', () => none.states.at(-1)?.state === 'auth-failed');
    await wrong.until('refused', () => wrong.states.at(-1)?.state === 'auth-failed');
    await right.until('live', () => right.frames.length > 5);
    for (const run of [wrong, right]) {
      const said = JSON.stringify([run.states, run.starts, run.ends, run.logs, run.source.stats()]);
      expect(said).not.toMatch(/guess-17|se:c@ret|se%3Ac/);
    }
  });

  it('tells a path that is not there', async () => {
    const url = await start();
    const run = record({ kind: 'rtsp', url: url.replace('/cam', '/other') });
    await run.until('told', () => run.ends.length > 0);
    expect(run.ends[0]?.reason).toBe('not-found');
  });
});
