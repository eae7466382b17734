import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildIfStale } from '../../scripts/build-if-stale.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';
import { checkDatabase } from '../../workers/store/index.ts';
import { type BenchSite, openBenchSite } from '../support/bench-site.ts';
import { demoCameras } from '../support/demo-clips.ts';
import { type DecoderCensus, startDecoderCensus } from '../support/decoder-census.ts';
import {
  claimsOf,
  faultsOfSessions,
  faultsOfShown,
  faultsOfClaims,
  storedCrossings,
  unwatchedUs,
  withStore,
} from '../support/live-evidence.ts';
import { type LiveScreen, openLiveScreen } from '../support/live-screen.ts';

/** Live cameras, a screen that looks on, and processes killed one after another: nothing shown is lost or doubled. */
const VICTIMS = ['camera-0', 'store', 'gateway', 'inference-0', 'site'] as const;
const KILLS = 20;
const BACK_LIMIT_MS = 60_000;

interface Context {
  readonly args: readonly string[];
  readonly folder: string;
  readonly log: (line: string) => void;
}

interface Round {
  readonly killed: string;
  readonly 'after ms': number;
  readonly 'back after ms': number;
  readonly 'counting on the screen after ms': number;
  readonly 'longest unwatched ms': number;
}

async function until(what: string, reached: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + BACK_LIMIT_MS;
  while (!reached()) {
    if (Date.now() > giveUpAt) throw new Error(`waited ${BACK_LIMIT_MS / 1000} s in vain for ${what}`);
    await pause(50);
  }
}

const processNow = (site: BenchSite, name: string) =>
  site.site.supervisor.processes.find((status) => status.name === name);

const claimsNow = (site: BenchSite, id: string) => withStore(site.data, (reader) => claimsOf(reader, id));

async function killOnce(site: BenchSite, screen: LiveScreen, ids: readonly string[], name: string): Promise<Round> {
  const afterMs = Math.round(Math.random() * 5000);
  await pause(afterMs);
  const pid = processNow(site, name)?.pid ?? null;
  if (pid === null) throw new Error(`${name} does not run`);
  process.kill(pid, 'SIGKILL');
  const killedMs = Date.now();
  await until(`the restart of ${name}`, () => {
    const now = processNow(site, name);
    return now?.state === 'ready' && now.pid !== pid;
  });
  const backMs = Date.now() - killedMs;
  if (name === 'gateway') await site.signInAgain();
  await until('the screen', () => screen.connected);
  const { size } = screen.shown;
  await until('a new crossing on the screen', () => screen.shown.size > size);
  const countingMs = Date.now() - killedMs;
  // A little after the kill: the frames that were on their way then are honestly claimed.
  const judgedUtcUs = (killedMs + 300) * 1000;
  await until('claims behind the kill', () =>
    ids.every((id) => (claimsNow(site, id).at(-1)?.toUtcUs ?? 0) > judgedUtcUs),
  );
  const unwatched = Math.max(...ids.map((id) => unwatchedUs(claimsNow(site, id), judgedUtcUs)));
  return {
    killed: name,
    'after ms': afterMs,
    'back after ms': backMs,
    'counting on the screen after ms': countingMs,
    'longest unwatched ms': Math.round(unwatched / 1000),
  };
}

/** Everything that is wrong after all the kills; empty is the claim. */
function faultsOf(
  site: BenchSite,
  screen: LiveScreen,
  census: DecoderCensus,
  ids: readonly string[],
): readonly string[] {
  const doubled = [...census.most].filter(([, most]) => most > 1).map(([file]) => `two decoders at once for ${file}`);
  const stored = withStore(site.data, (reader) => [
    ...faultsOfShown(screen.shown, storedCrossings(reader)),
    ...ids.flatMap((id) => faultsOfSessions(reader.sessions(id))),
    ...ids.flatMap((id) => faultsOfClaims(id, claimsOf(reader, id))),
  ]);
  return [...screen.contradictions, ...doubled, ...stored];
}

export async function prove({ args, folder, log }: Context) {
  const kills = Number(args[0] ?? KILLS);
  if (!(await buildIfStale(repositoryRoot))) throw new Error('the build failed');
  const cameras = demoCameras();
  const ids = cameras.map(({ id }) => id);
  const census = startDecoderCensus(cameras.map(({ file }) => file));
  const site = await openBenchSite({ folder, model: 'stopgap-448x256', media: [], demo: true });
  const screen = openLiveScreen({ url: site.site.url, cameras: ids, token: () => site.token });
  const rows: Round[] = [];
  try {
    await until('the first crossing', () => screen.shown.size > 0);
    await until('claims of all cameras', () => ids.every((id) => claimsNow(site, id).length > 0));
    for (let round = 0; round < kills; round += 1) {
      const victim = VICTIMS[round % VICTIMS.length] ?? 'store';
      const row = await killOnce(site, screen, ids, victim);
      rows.push(row);
      log(
        `kill ${round + 1}: ${victim}: back after ${row['back after ms']} ms, counting after ${row['counting on the screen after ms']} ms`,
      );
    }
    // What was shown last may still change its class; nothing may change afterwards.
    await pause(2000);
  } finally {
    screen.close();
    await site.stop();
  }
  const faults = faultsOf(site, screen, census, ids);
  const left = [...census.now()].map(([file]) => `a decoder was left behind for ${file}`);
  census.stop();
  const { problems } = await checkDatabase(path.join(site.data, 'store.db'));
  const all = [...faults, ...left, ...problems];
  for (const fault of all) log(fault);
  const notes = [
    `${ids.length} demo cameras live, one screen over the live socket that connects again by itself; each process is killed with SIGKILL at a random moment.`,
    `The screen was shown ${screen.shown.size} crossings; every one has to be in the store once and unchanged, every ended session with a reason, no time claimed twice, never two decoders for one camera, none left at the end, and all totals equal to their facts.`,
    `Found wrong: ${all.length === 0 ? 'nothing' : all.slice(0, 20).join('; ')}.`,
  ];
  return { title: 'Killed processes and live counts', rows, holds: all.length === 0, notes };
}
