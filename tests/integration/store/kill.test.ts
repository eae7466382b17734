import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkDatabase } from '../../../workers/store/index.ts';
import { addCamera, addLine, createBench, uuid } from './builders.ts';
import { createRandom } from './random-facts.ts';

const bench = createBench();
afterEach(() => bench.clear());
const CHILD = path.join(import.meta.dirname, 'committing-child.ts');

/** Lets the child acknowledge at least `most` tracks, then kills it without a word. Gives back the last acknowledged one. */
async function killedAfter(folder: string, versionId: string, name: string, most: number): Promise<number> {
  const child = spawn(process.execPath, [CHILD, folder, versionId, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    if (lastLine(printed) >= most) child.kill('SIGKILL');
  });
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
  return lastLine(printed);
}

function lastLine(printed: string): number {
  const whole = printed.slice(0, printed.lastIndexOf('\n') + 1);
  return Number(whole.trimEnd().split('\n').at(-1) ?? 0);
}

describe('a store that is killed while it commits', () => {
  it('has every acknowledged fact when it opens again, three times over', async () => {
    const folder = bench.folder();
    const { store } = await bench.open(folder);
    await addCamera(store, 'cam-1');
    const line = await addLine(store, 'cam-1');
    await store.stop();
    const random = createRandom(9);
    for (const round of ['first', 'second', 'third']) {
      const acknowledged = await killedAfter(folder, line.versionId, round, 20 + Math.floor(random() * 120));
      const again = await bench.open(folder);
      expect(again.alarms).toEqual([]);
      const reader = bench.reader(again.store);
      const rows = reader.sessionRows(uuid(round))!;
      const tracks = new Set(rows.tracks.map((text) => Number(JSON.parse(text)[0])));
      const crossed = new Set(rows.crossings.map((text) => Number(JSON.parse(text)[0])));
      for (let track = 1; track <= acknowledged; track += 1) {
        expect(tracks.has(track)).toBe(true);
        expect(crossed.has(track)).toBe(true);
      }
      reader.close();
      expect((await checkDatabase(again.store.file)).problems).toEqual([]);
      await again.store.stop();
    }
  }, 120_000);
});
