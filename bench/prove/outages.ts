import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildIfStale } from '../../scripts/build-if-stale.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';
import { checkDatabase } from '../../workers/store/index.ts';
import { type BenchSite, openBenchSite } from '../support/bench-site.ts';
import { type DecoderCensus, startDecoderCensus } from '../support/decoder-census.ts';
import { type LiveScreen, openLiveScreen } from '../support/live-screen.ts';
import { countingRow, decodersRow, evidenceRows, flatRows, type Mark, pictureRows } from '../support/outage-rows.ts';
import { crossingsShown, type Outage, outageRound, until } from '../support/outage-rounds.ts';
import { addCameras, buildStands, type OutageStand } from '../support/outage-stands.ts';
import { type Holdings, holdingsOf, inspectorOption } from '../support/process-holdings.ts';
import { freePort, openFootageFolder, rtspProgramVersion } from '../support/rtsp-servers.ts';

/** RTSP servers that are not ours are shown and counted, go away and return: the picture is soon back, and nothing piles up. */
const SHORT_ROUNDS = 4;
const SHORT_SECONDS = 10;
const LONG_SECONDS = 120;
/** Longer than it takes to give a silent server up. */
const SILENT_SECONDS = 15;
const CAMERA_PROCESS = /^camera-\d+$/;

interface Context {
  readonly args: readonly string[];
  readonly folder: string;
  readonly log: (line: string) => void;
}

async function mark(site: BenchSite, port: number): Promise<Mark> {
  const held = new Map<string, Holdings>();
  for (const { name, pid } of site.site.supervisor.processes)
    if (CAMERA_PROCESS.test(name) && pid !== null) held.set(name, await holdingsOf(pid, port));
  return held;
}

/** How many decoders each camera has while all of them are live. */
const decodersNow = (stands: readonly OutageStand[], census: DecoderCensus): number[] =>
  stands.map(({ server }) => census.now().get(server.url) ?? 0);

interface Play {
  readonly outages: readonly Outage[];
  readonly warm: Mark;
  readonly end: Mark;
  readonly decoders: readonly number[];
}

interface Stage {
  readonly site: BenchSite;
  readonly screen: LiveScreen;
  readonly stands: readonly OutageStand[];
  readonly census: DecoderCensus;
  readonly inspectorPort: number;
  readonly log: (line: string) => void;
}

/** All outages in a row: the short ones, one in which the servers only fall silent, and the long one. */
async function play(stage: Stage, rounds: number, longSeconds: number): Promise<Play> {
  const { site, screen, stands, census, inspectorPort, log } = stage;
  const outages: Outage[] = [];
  const decoders: number[] = [];
  const goAway = async (kind: Outage['kind'], seconds: number): Promise<void> => {
    const round = await outageRound(stands, screen, kind, seconds);
    outages.push(...round);
    decoders.push(...decodersNow(stands, census));
    for (const { stand, pictureMs, crossingMs } of round)
      log(
        `${stand.name}, ${kind} for ${seconds} s: picture after ${pictureMs.toFixed(0)} ms, counting after ${crossingMs.toFixed(0)} ms`,
      );
  };
  await goAway('killed', SHORT_SECONDS);
  const warm = await mark(site, inspectorPort);
  for (let round = 1; round < rounds; round += 1) await goAway('killed', SHORT_SECONDS);
  await goAway('silent', SILENT_SECONDS);
  await goAway('killed', longSeconds);
  const end = await mark(site, inspectorPort);
  return { outages, warm, end, decoders };
}

/** Everything that the cameras need, until each is shown and counted. */
async function open(folder: string, stands: readonly OutageStand[]): Promise<{ site: BenchSite; screen: LiveScreen }> {
  await Promise.all(stands.map(({ server }) => server.start()));
  const site = await openBenchSite({ folder, model: 'stopgap-448x256', media: [] });
  await addCameras(site, stands);
  const ids = stands.map(({ id }) => id);
  const screen = openLiveScreen({ url: site.site.url, cameras: ids, token: () => site.token });
  for (const { id, name } of stands) {
    await until(`the first picture of ${name}`, () => screen.lastPictureMs(id) > 0);
    await until(`the first crossing of ${name}`, () => crossingsShown(screen, id) > 0);
  }
  return { site, screen };
}

/** The whole play on a site that is gone afterwards; its data folder stays. */
async function perform(context: Context, stands: readonly OutageStand[], census: DecoderCensus) {
  const { args, folder, log } = context;
  const inspectorPort = await freePort();
  process.env['NODE_OPTIONS'] = inspectorOption(inspectorPort);
  const opened = await open(folder, stands);
  const { site, screen } = opened;
  try {
    const stage = { site, screen, stands, census, inspectorPort, log };
    const played = await play(stage, Number(args[0] ?? SHORT_ROUNDS), Number(args[1] ?? LONG_SECONDS));
    // What was shown last may still change its class; nothing may change afterwards.
    await pause(2000);
    return { ...opened, played };
  } finally {
    screen.close();
    await site.stop();
    delete process.env['NODE_OPTIONS'];
  }
}

export async function prove(context: Context) {
  if (!(await buildIfStale(repositoryRoot))) throw new Error('the build failed');
  const footage = openFootageFolder();
  const stands = await buildStands(footage.path);
  const census = startDecoderCensus(stands.map(({ server }) => server.url));
  try {
    const { site, screen, played } = await perform(context, stands, census);
    const { problems } = await checkDatabase(path.join(site.data, 'store.db'));
    const rows = [
      ...pictureRows(stands, played.outages),
      ...stands.map((stand) => countingRow(stand, played.outages, crossingsShown(screen, stand.id))),
      decodersRow(stands, census, played.decoders),
      ...flatRows(played.warm, played.end),
      ...evidenceRows(site.data, screen, played.outages, problems),
    ];
    for (const { claim, measured, holds } of rows) if (!holds) context.log(`does not hold: ${claim}: ${measured}`);
    return { title: 'Cameras that go away and return', rows, holds: rows.every(({ holds }) => holds), notes: NOTES() };
  } finally {
    await Promise.all(stands.map(({ server }) => server.kill()));
    census.stop();
    footage.remove();
  }
}

const NOTES = (): string[] => [
  `The servers: ${rtspProgramVersion('GStreamer')} with its RTSP server, ${rtspProgramVersion('VLC')}. Each plays a demo clip (H.264, 640x360, 12.5 frames/s, a keyframe every 2 s) to a camera of the built product; the detector is the shipped stop-gap; the screen is a client of the gateway's live socket.`,
  "Killed is SIGKILL, after which the system closes the connections. Silent is SIGSTOP: connections stay, nothing is sent and nothing answered, until SIGCONT. Within each round every server goes at a random moment of 5 s, so that it returns at a random moment of its camera's waiting.",
  'A server has returned when the kernel lists its port as listening (or when it was let go on). The picture is back when the next one arrives at the screen.',
  "ffmpeg processes are counted in /proc ten times a second, by address. Memory, handles and listeners are asked of the running camera process through Node's inspector, after forced collections: the least of twelve readings within two seconds, so that a frame or a timer that is just under way counts for nothing. Warm is after the first outage, the end after the last.",
];
