// How long counting stored hours again takes, beside a store at work: a line and a movement over the paths of a busy camera, and
// whether that gives the rows that were counted live. The store and the counting thread are those of the product.
// node bench/retro-count.ts [--json] [--hours N]
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createCountingThread } from '../workers/entries/parts/counting-thread.ts';
import type { CountingThread } from '../workers/entries/parts/counting-thread.ts';
import { watchCommits } from './support/commit-watch.ts';
import type { CommitWaits } from './support/commit-watch.ts';
import { differentCrossings, differentMovements } from './support/live-rows.ts';
import { storeDay, sure } from './support/stored-day.ts';
import type { StoredDay } from './support/stored-day.ts';

const PROGRAM = fileURLToPath(new URL('../workers/entries/retro-count-worker.ts', import.meta.url));
const CONTROL_MS = 5000;

interface Counted<T> {
  readonly rows: readonly (T & { readonly sessionId: string })[];
  readonly seconds: number;
}

/** All answers of all hours, asked one behind the other as a screen does. */
async function countAll<T extends object>(
  day: StoredDay,
  ask: (sessionId: string, afterTrack: number) => Promise<{ rows: readonly T[]; moreAfterTrack: number | null }>,
): Promise<Counted<T>> {
  const begun = performance.now();
  const rows: (T & { sessionId: string })[] = [];
  for (const sessionId of day.sessionIds) {
    for (let after: number | null = 0; after !== null;) {
      const answer: { rows: readonly T[]; moreAfterTrack: number | null } = await ask(sessionId, after);
      for (const row of answer.rows) rows.push({ ...row, sessionId });
      after = answer.moreAfterTrack;
    }
  }
  return { rows, seconds: (performance.now() - begun) / 1000 };
}

async function countLine({ line, ...day }: StoredDay, thread: CountingThread) {
  return countAll({ line, ...day }, async (sessionId, afterTrack) => {
    const { crossings, moreAfterTrack } = sure(await thread.count({ drawing: line, sessionId, afterTrack }));
    return { rows: crossings, moreAfterTrack };
  });
}

async function countMovements(day: StoredDay, thread: CountingThread) {
  const { lines, zones, movements } = day.camera;
  return countAll(day, async (sessionId, afterTrack) => {
    const question = { lines, zones, movements, sessionId, afterTrack };
    const { tracks, moreAfterTrack } = sure(await thread.countMovements(question));
    return { rows: tracks, moreAfterTrack };
  });
}

interface Measured {
  readonly control: CommitWaits;
  readonly beside: CommitWaits;
  readonly line: Awaited<ReturnType<typeof countLine>>;
  readonly movements: Awaited<ReturnType<typeof countMovements>>;
}

async function measure(day: StoredDay): Promise<Measured> {
  const thread = createCountingThread(PROGRAM, day.store.file);
  const commits = watchCommits(day.store, day.camera, day.line.versionId);
  try {
    await pause(CONTROL_MS);
    const control = await commits.take();
    const line = await countLine(day, thread);
    const movements = await countMovements(day, thread);
    return { control, beside: await commits.take(), line, movements };
  } finally {
    await commits.stop();
    await thread.stop();
  }
}

function report(day: StoredDay, { control, beside, line, movements }: Measured) {
  const hours = day.sessionIds.length;
  const perDay = (seconds: number) => Number(((seconds * 24) / hours).toFixed(2));
  return {
    hours,
    tracks: day.tracks,
    points: day.points,
    crossings: line.rows.length,
    secondsPer24Hours: perDay(line.seconds),
    movementSecondsPer24Hours: perDay(movements.seconds),
    differentCrossings: differentCrossings(day, line.rows),
    differentMovements: differentMovements(day, movements.rows),
    commits: beside.commits,
    longestCommitMs: beside.longest,
    p95CommitMs: beside.p95,
    longestCommitWithoutMs: control.longest,
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, hours: { type: 'string', default: '24' } },
  });
  const hours = Number(values.hours);
  if (!Number.isInteger(hours) || hours < 1 || hours > 240) {
    console.error('--hours is a whole number from 1 to 240');
    process.exitCode = 2;
    return;
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'retro-count-'));
  try {
    const day = await storeDay(folder, hours);
    try {
      const result = report(day, await measure(day));
      if (!values.json) {
        console.log(`${hours} h, ${result.tracks} tracks, ${result.points} points of paths`);
        console.log(`a line: ${result.secondsPer24Hours} s for 24 h, ${result.differentCrossings} rows not as live`);
        console.log(
          `movements: ${result.movementSecondsPer24Hours} s for 24 h, ${result.differentMovements} rows not as live`,
        );
        console.log(`a commit beside it waited ${result.longestCommitMs} ms at most (${control(result)})`);
      }
      console.log(JSON.stringify(result));
    } finally {
      day.reader.close();
      await day.store.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function control({ longestCommitWithoutMs }: ReturnType<typeof report>): string {
  return `${longestCommitWithoutMs} ms while nobody counted`;
}

await main();
