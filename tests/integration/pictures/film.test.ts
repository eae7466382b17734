import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { repositoryRoot } from '../../../scripts/run-program.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'film-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function film(out: string): readonly string[] {
  return [
    ...['scripts/simulate.ts', '--scene', 'motorway', '--seed', '5', '--minutes', '0.1', '--camera', '1'],
    ...['--size', '128x72', '--workers', '1', '--out', path.join(folder, out)],
  ];
}

it('goes on with a film that was killed, and it becomes the same', async () => {
  const run = { cwd: repositoryRoot, stdio: 'pipe' } as const;
  execFileSync(process.execPath, film('whole'), run);
  const killed = spawn(process.execPath, film('killed'), { cwd: repositoryRoot, stdio: 'ignore', detached: true });
  const ended = once(killed, 'exit');
  const parts = path.join(folder, 'killed', 'parts');
  await expect
    .poll(() => existsSync(parts) && readdirSync(parts).includes('0000.seen.json'), { timeout: 60_000 })
    .toBe(true);
  // Nobody else may draw into the same folder meanwhile.
  expect(attempt(film('killed'))).toContain(`process ${killed.pid ?? 0} is drawing into`);
  process.kill(-(killed.pid ?? 0), 'SIGKILL');
  await ended;
  expect(existsSync(path.join(folder, 'killed', 'clip.mp4'))).toBe(false);
  const said = execFileSync(process.execPath, film('killed'), run).toString();
  expect(said).toMatch(/^50 of 75 frames are there already/);
  const read = (out: string, file: string): string => readFileSync(path.join(folder, out, file)).toString('latin1');
  for (const file of ['truth.jsonl', 'mot.txt', 'coco.json', 'calibration.json', 'clip.mp4']) {
    expect(read('killed', file) === read('whole', file), file).toBe(true);
  }
  expect(read('whole', 'mot.txt').split('\n').length).toBeGreaterThan(100);
  expect(existsSync(parts)).toBe(false);
});

/** What a command says that is refused. */
function attempt(command: readonly string[]): string {
  try {
    execFileSync(process.execPath, command, { cwd: repositoryRoot, stdio: 'pipe' });
    return 'it was filmed';
  } catch (error) {
    return String(Reflect.get(Object(error), 'stderr'));
  }
}

it('says what cannot be filmed', () => {
  const refused = (...more: readonly string[]): string => attempt([...film('none'), ...more]);
  expect(refused('--camera', 'nowhere')).toContain('--camera nowhere: motorway has 0 "from the bridge"');
  expect(refused('--size', '641x360')).toContain('--size 641x360: write WIDTHxHEIGHT in even numbers');
  expect(refused('--weather', 'snow')).toContain('--weather snow: one of clear, rain, fog');
});
