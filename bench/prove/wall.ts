import os from 'node:os';
import { measureWall, type WallHeap, type WallHidden, type WallPlay } from '../support/wall-measure.ts';

/** Sixteen tiles play, the site answers meanwhile, nothing hitches, memory stays, and what is hidden costs nothing. */
const SECONDS = 60;
const SWITCHES = 1000;
const FPS = 12;

interface Context {
  readonly args: readonly string[];
  readonly folder: string;
  readonly log: (line: string) => void;
}

interface Row extends Record<string, string | number | boolean> {
  readonly claim: string;
  readonly bar: string;
  readonly measured: string;
  readonly holds: boolean;
}

const row = (claim: string, bar: string, measured: string, holds: boolean): Row => ({ claim, bar, measured, holds });

function playRows(play: WallPlay): Row[] {
  const { slowestTile, meanTile, publishedRate, tiles, restMaxMs, restMedianMs, restAnswers, restFailed } = play;
  const control = `empty page beside it: longest ${play.controlLongestTaskMs} ms`;
  return [
    row(
      'all 16 tiles play at 12 frames/s',
      `slowest tile rounds to ${FPS}`,
      `slowest ${slowestTile.toFixed(2)}, mean ${meanTile.toFixed(2)}, sent ${publishedRate.toFixed(2)} frames/s`,
      tiles === 16 && Math.round(slowestTile) >= FPS,
    ),
    row(
      'REST answers meanwhile, asked from the same page',
      'every answer under 200 ms',
      `${restAnswers} answers, median ${restMedianMs} ms, longest ${restMaxMs} ms, failed ${restFailed}`,
      restFailed === 0 && restAnswers > 0 && restMaxMs < 200,
    ),
    row(
      'no long task',
      'none over 100 ms',
      `${play.longTasksOver100} over 100 ms, ${play.longTasks} over 50 ms, longest ${play.longestTaskMs} ms; ${control}`,
      play.longTasksOver100 === 0,
    ),
  ];
}

function heapRows({ switches, before, after }: WallHeap): Row[] {
  const growth = after.usedBytes - before.usedBytes;
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);
  const same = (now: number, then: number): boolean => now <= then * 1.01;
  return [
    row(
      `heap flat over ${switches} page switches`,
      'grows by less than 1 kB a switch',
      `${megabytes(before.usedBytes)} MB, then ${megabytes(after.usedBytes)} MB`,
      growth < switches * 1000,
    ),
    row(
      'elements and listeners stay as many',
      'at most 1 % more',
      `${before.nodes} nodes and ${before.listeners} listeners, then ${after.nodes} and ${after.listeners}`,
      same(after.nodes, before.nodes) && same(after.listeners, before.listeners),
    ),
  ];
}

function hiddenRow({ seconds, seenDraws, hiddenDraws, hiddenWatched, againDraws }: WallHidden): Row {
  return row(
    'hidden tiles draw nothing and are not asked for',
    'no picture drawn, no camera watched',
    `drawn in ${seconds} s: seen ${seenDraws}, hidden ${hiddenDraws}, seen again ${againDraws}; watched while hidden: ${hiddenWatched}`,
    seenDraws > 0 && againDraws > 0 && hiddenDraws === 0 && hiddenWatched === 0,
  );
}

export async function prove({ args, folder, log }: Context) {
  const seconds = Number(args[0] ?? SECONDS);
  const switches = Number(args[1] ?? SWITCHES);
  const { play, heap, hidden } = await measureWall({ folder, fps: FPS, seconds, switches, log });
  const rows = [...playRows(play), ...heapRows(heap), hiddenRow(hidden)];
  return {
    title: 'A wall of sixteen tiles',
    rows,
    holds: rows.every((one) => one.holds),
    notes: [
      `Sixteen cameras in a process of their own send JPEGs of 640x360 (quality 5, recorded from the demo clips) with up to 15 vehicles each, ${FPS} frames/s; the real gateway runs in another process; the built screens run in headless Chromium at 1920x1080 without a graphics card. Observed for ${seconds} s.`,
      `A tile's frames are those that it painted, told by its canvas; the fewest of any tile in any one second were ${play.worstSecond}. The page had ${play.screenRate.toFixed(1)} animation frames/s, the empty page beside it ${play.controlScreenRate.toFixed(1)}.`,
      'A crossing a second is committed and the state of all cameras is told every second, as in the product.',
      'Memory is read after forced collection on the page of cameras: the median of the first three and of the last three of eleven readings, after 100 switches to warm up.',
      'Hidden is a tab behind another tab of the same window, as the browser itself sees it; drawing is counted at drawImage.',
      `While the tiles played, of ${os.availableParallelism()} cores the browser kept ${play.cores.browser.toFixed(2)} busy, the gateway ${play.cores.gateway.toFixed(2)}, the cameras' process ${play.cores.cameras.toFixed(2)}, and programs that have nothing to do with this ${play.cores.others.toFixed(2)}.`,
    ],
  };
}
