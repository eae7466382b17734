// Two thousand cameras on one map in a real browser, behind the real gateway: does it follow the hand that moves it.
// node bench/map.ts [--json] [--cameras N] [--seconds N]
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { findChromium } from '../scripts/find-programs.ts';
import { watchFrames } from './support/map-probe.ts';
import type { FrameFigures } from './support/map-probe.ts';
import { startMapSite } from './support/map-site.ts';

const SIZE = { width: 1920, height: 1080 };
const FLAGS = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'];
/** A hand moves about so often a second. */
const HAND_MS = 16;
const SETTLE_MS = 4000;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    cameras: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '15' },
  },
});
const log = (line: string): void => void (values.json || console.log(line));

async function watched(page: Page, work: () => Promise<void>): Promise<FrameFigures> {
  await page.evaluate(watchFrames);
  await work();
  return page.evaluate<FrameFigures>('window.stopFrames()');
}

/** Draws the map to and fro with the mouse, as somebody who looks for something. */
async function pan(page: Page, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  const [x, y] = [700, 560];
  while (Date.now() < until) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 0; step < 60; step += 1) {
      const turn = (step / 60) * 2 * Math.PI;
      await page.mouse.move(x + 420 * Math.sin(turn), y + 260 * (Math.cos(turn) - 1) * 0.5);
      await pause(HAND_MS);
    }
    await page.mouse.up();
  }
}

async function zoomToAndFro(page: Page, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  await page.mouse.move(800, 560);
  for (let step = 0; Date.now() < until; step += 1) {
    await page.mouse.wheel(0, step % 8 < 4 ? -120 : 120);
    await pause(350);
  }
}

function figures(name: string, { seconds, framesMs, longTasksMs }: FrameFigures): Record<string, number> {
  const sorted = [...framesMs].sort((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return {
    [`${name}Frames`]: framesMs.length,
    [`${name}FramesASecond`]: Math.round((framesMs.length / seconds) * 10) / 10,
    [`${name}FramesOver50Ms`]: framesMs.filter((ms) => ms > 50).length,
    [`${name}FrameP95Ms`]: at(0.95),
    [`${name}LongestFrameMs`]: at(1),
    [`${name}LongTasks`]: longTasksMs.length,
    [`${name}LongTasksOver100Ms`]: longTasksMs.filter((ms) => ms > 100).length,
    [`${name}LongestTaskMs`]: Math.max(0, ...longTasksMs),
  };
}

const executablePath = findChromium();
if (executablePath === null)
  throw new Error('Chromium is not installed: npm run setup says how, or name it in CHROMIUM_PATH');
const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-map-'));
const site = await startMapSite(folder, Number(values.cameras));
const browser = await chromium.launch({ executablePath, args: FLAGS });
try {
  const context = await browser.newContext({ viewport: SIZE, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(site.link);
  await page.getByRole('navigation').first().waitFor();
  await page.evaluate(() => void (window.location.hash = '#/map'));
  await page.locator('[data-ground="shown"]').waitFor();
  await pause(SETTLE_MS);
  const seconds = Number(values.seconds);
  const still = await watched(page, () => pause(seconds * 500));
  log('the map rests: measured');
  const panned = await watched(page, () => pan(page, seconds));
  log('panned');
  await page.mouse.move(800, 560);
  for (let step = 0; step < 3; step += 1) {
    await page.mouse.wheel(0, -120);
    await pause(600);
  }
  const pannedNear = await watched(page, () => pan(page, seconds));
  log('panned near the streets');
  const zoomed = await watched(page, () => zoomToAndFro(page, seconds));
  const empty = await context.newPage();
  const nothing = await watched(empty, () => pause(seconds * 500));
  console.log(
    JSON.stringify({
      cameras: Number(values.cameras),
      ...figures('still', still),
      ...figures('pan', panned),
      ...figures('panNear', pannedNear),
      ...figures('zoom', zoomed),
      ...figures('emptyPage', nothing),
    }),
  );
} finally {
  await browser.close();
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
}
