import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/find-programs.ts';
import { openPlainTab } from './plain-tab.ts';
import { countDrawing, probeNothing, probeWall, switchView } from './wall-probe.ts';
import { startWallSite, type WallSite } from './wall-site.ts';

export interface WallOptions {
  readonly folder: string;
  readonly fps: number;
  readonly seconds: number;
  readonly switches: number;
  readonly log: (line: string) => void;
}

/** The screen of a control room's workplace. */
const SIZE = { width: 1920, height: 1080 };
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SETTLE_MS = 6000;
const HIDDEN_MS = 4000;
const WARM_UP_SWITCHES = 100;
const HEAP_SAMPLES = 10;
const VIEWS = [
  ['#/system', 'System'],
  ['#/cameras', 'Cameras'],
  ['#/live', 'Live'],
] as const;

async function waitFor(what: string, holds: () => Promise<boolean> | boolean, limitMs = 60_000): Promise<void> {
  const giveUpAt = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error(`waited in vain for ${what}`);
    await pause(100);
  }
}

async function openWall(browser: Browser, site: WallSite): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE, locale: 'en-GB' });
  await context.addInitScript(() => localStorage.setItem('tcc.screen.tiles', '16'));
  const page = await context.newPage();
  await page.goto(site.link);
  const painted = page.locator('article canvas[data-frame-id]');
  await waitFor('pictures on every tile', async () => (await painted.count()) === site.cameras);
  return page;
}

export type WallPlay = Awaited<ReturnType<typeof measurePlay>>;
export type WallHeap = Awaited<ReturnType<typeof measureHeap>>;
export type WallHidden = Awaited<ReturnType<typeof measureHidden>>;

interface Work {
  readonly browser: number;
  readonly gateway: number;
  readonly cameras: number;
  /** Everything that this machine does, for whomever. */
  readonly machine: number;
}

/** Processor time so far, in seconds. */
async function workSoFar(browser: Browser, site: WallSite): Promise<Work> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  const { gateway, cameras } = site.cpuMs();
  const busyMs = os.cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
  return {
    browser: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0),
    gateway: gateway / 1000,
    cameras: cameras / 1000,
    machine: busyMs / 1000,
  };
}

/** Cores that each kept busy between two moments; what is left of the machine's work was done by programs that are not ours. */
function coresBetween(before: Work, after: Work, seconds: number) {
  const cores = (name: keyof Work): number => (after[name] - before[name]) / seconds;
  const ours = cores('browser') + cores('gateway') + cores('cameras');
  return {
    browser: cores('browser'),
    gateway: cores('gateway'),
    cameras: cores('cameras'),
    others: Math.max(0, cores('machine') - ours),
  };
}

/** All tiles for so long, an empty page of the same browser at the same time. */
async function measurePlay(browser: Browser, page: Page, site: WallSite, seconds: number) {
  const context = await browser.newContext({ viewport: SIZE });
  const empty = await context.newPage();
  await pause(SETTLE_MS);
  const publishedBefore = site.published();
  const workBefore = await workSoFar(browser, site);
  const [wall, control] = await Promise.all([
    page.evaluate(probeWall, [seconds, site.token] as const),
    empty.evaluate(probeNothing, seconds),
  ]);
  const cores = coresBetween(workBefore, await workSoFar(browser, site), wall.seconds);
  const publishedRate = (site.published() - publishedBefore) / site.cameras / wall.seconds;
  await context.close();
  const tiles = Object.values(wall.painted);
  const rates = tiles.map((painted) => painted.reduce<number>((sum, one) => sum + (one ?? 0), 0) / wall.seconds);
  // The last second may be a part of one.
  const whole = Array.from({ length: Math.floor(seconds) - 1 }, (_, second) => second);
  const inSeconds = tiles.flatMap((painted) => whole.map((second) => painted[second] ?? 0));
  const rest = [...wall.restMs].sort((a, b) => a - b);
  const longest = (tasks: readonly number[]): number => Math.max(0, ...tasks);
  return {
    tiles: rates.length,
    publishedRate,
    slowestTile: Math.min(...rates),
    meanTile: rates.reduce((sum, rate) => sum + rate, 0) / rates.length,
    worstSecond: Math.min(...inSeconds),
    screenRate: wall.screenFrames / wall.seconds,
    longTasks: wall.longTasksMs.length,
    longTasksOver100: wall.longTasksMs.filter((ms) => ms > 100).length,
    longestTaskMs: longest(wall.longTasksMs),
    controlScreenRate: control.screenFrames / wall.seconds,
    controlLongTasks: control.longTasksMs.length,
    controlLongestTaskMs: longest(control.longTasksMs),
    restAnswers: rest.length - wall.restFailed,
    restFailed: wall.restFailed,
    restMedianMs: rest[Math.floor(rest.length / 2)] ?? 0,
    restMaxMs: rest.at(-1) ?? 0,
    cores,
  };
}

interface HeapSample {
  readonly usedBytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Goes from view to view and looks at the heap, with nothing on screen that changes many times a second. */
async function measureHeap(page: Page, switches: number, log: (line: string) => void) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const sample = async (): Promise<HeapSample> => {
    await page.evaluate(switchView, ['#/cameras', 'Cameras'] as const);
    await pause(500);
    for (let round = 0; round < 3; round += 1) await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? 0;
    return { usedBytes: usedSize, nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
  };
  let at = 0;
  const go = async (count: number): Promise<void> => {
    for (const until = at + count; at < until; at += 1) {
      const [hash, title] = VIEWS[at % VIEWS.length] ?? VIEWS[0];
      await page.evaluate(switchView, [hash, title] as const);
    }
  };
  await go(WARM_UP_SWITCHES);
  const samples = [await sample()];
  const begun = performance.now();
  for (let part = 0; part < HEAP_SAMPLES; part += 1) {
    await go(Math.round((switches * (part + 1)) / HEAP_SAMPLES) - (at - WARM_UP_SWITCHES));
    samples.push(await sample());
    const last = samples.at(-1);
    log(
      `${at - WARM_UP_SWITCHES} switches: ${((last?.usedBytes ?? 0) / 1e6).toFixed(2)} MB, ${last?.nodes} nodes, ${last?.listeners} listeners`,
    );
  }
  await devtools.detach();
  const edge = (part: readonly HeapSample[]) => ({
    usedBytes: median(part.map((one) => one.usedBytes)),
    nodes: median(part.map((one) => one.nodes)),
    listeners: median(part.map((one) => one.listeners)),
  });
  return {
    switches,
    seconds: (performance.now() - begun) / 1000,
    before: edge(samples.slice(0, 3)),
    after: edge(samples.slice(-3)),
  };
}

/** A tab behind another one, and tiles that do not fit on the screen: neither is asked for, neither draws. */
async function measureHidden(browser: Browser, site: WallSite) {
  const tab = await openPlainTab(browser, site.link, SIZE.width, SIZE.height);
  await waitFor('the wall in a plain tab', () => site.watched().length > 0);
  await tab.evaluate(`localStorage.setItem('tcc.screen.tiles', '16')`);
  await tab.evaluate(`document.querySelector('input[type="radio"][value="16"]').click()`);
  await waitFor('all tiles of the plain tab', () => site.watched().length === site.cameras);
  await tab.evaluate(`(${countDrawing.toString()})()`);
  const drawnIn = async (ms: number): Promise<number> => {
    const before = Number(await tab.evaluate('window.drawnPictures'));
    await pause(ms);
    return Number(await tab.evaluate('window.drawnPictures')) - before;
  };
  const seenDraws = await drawnIn(HIDDEN_MS);
  await tab.cover();
  await waitFor(
    'the covered tab to be hidden',
    async () => (await tab.evaluate('document.visibilityState')) === 'hidden',
  );
  await waitFor('nobody to ask for pictures', () => site.watched().length === 0);
  await pause(500);
  const hiddenDraws = await drawnIn(HIDDEN_MS);
  const hiddenWatched = site.watched().length;
  await tab.uncover();
  await waitFor('the wall to be asked for again', () => site.watched().length === site.cameras);
  const againDraws = await drawnIn(HIDDEN_MS);
  await tab.close();
  await waitFor('nobody to look', () => site.watched().length === 0);
  return { seconds: HIDDEN_MS / 1000, seenDraws, hiddenDraws, hiddenWatched, againDraws };
}

/** The whole measurement: playing, hiding, and going from view to view. */
export async function measureWall(options: WallOptions) {
  const { folder, fps, seconds, switches, log } = options;
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('Chromium is not installed; name it in CHROMIUM_PATH');
  const site = await startWallSite(folder, fps);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const page = await openWall(browser, site);
    log(`16 tiles play for ${seconds} s`);
    const play = await measurePlay(browser, page, site, seconds);
    log(`slowest tile ${play.slowestTile.toFixed(2)} of ${play.publishedRate.toFixed(2)} frames/s`);
    const heap = await measureHeap(page, switches, log);
    await page.context().close();
    await waitFor('nobody to look', () => site.watched().length === 0);
    const hidden = await measureHidden(browser, site);
    log(`hidden: ${hidden.hiddenDraws} pictures drawn in ${hidden.seconds} s`);
    return { play, heap, hidden };
  } finally {
    await browser.close();
    await site.stop();
  }
}
