// Sixteen tiles in a real browser, fed through the real gateway: do they play, does the site answer, does memory stay.
// node bench/wall.ts [--json] [--seconds N] [--switches N] [--fps N]
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureWall } from './support/wall-measure.ts';

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '20' },
    switches: { type: 'string', default: '100' },
    fps: { type: 'string', default: '12' },
  },
});
const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-wall-'));
try {
  const { play, heap, hidden } = await measureWall({
    folder,
    fps: Number(values.fps),
    seconds: Number(values.seconds),
    switches: Number(values.switches),
    log: (line) => (values.json ? undefined : console.log(line)),
  });
  console.log(
    JSON.stringify({
      tiles: play.tiles,
      slowestTileFps: round(play.slowestTile, 2),
      meanTileFps: round(play.meanTile, 2),
      publishedFps: round(play.publishedRate, 2),
      worstSecondFrames: play.worstSecond,
      screenFps: round(play.screenRate, 1),
      controlScreenFps: round(play.controlScreenRate, 1),
      longTasks: play.longTasks,
      longTasksOver100Ms: play.longTasksOver100,
      longestTaskMs: play.longestTaskMs,
      controlLongestTaskMs: play.controlLongestTaskMs,
      restMedianMs: play.restMedianMs,
      restMaxMs: play.restMaxMs,
      restFailed: play.restFailed,
      heapBeforeMb: round(heap.before.usedBytes / 1e6, 2),
      heapAfterMb: round(heap.after.usedBytes / 1e6, 2),
      nodesBefore: heap.before.nodes,
      nodesAfter: heap.after.nodes,
      listenersBefore: heap.before.listeners,
      listenersAfter: heap.after.listeners,
      switches: heap.switches,
      switchMs: round((heap.seconds * 1000) / heap.switches, 1),
      hiddenDraws: hidden.hiddenDraws,
      hiddenWatched: hidden.hiddenWatched,
      browserCores: round(play.cores.browser, 2),
      gatewayCores: round(play.cores.gateway, 3),
      otherProgramsCores: round(play.cores.others, 2),
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
