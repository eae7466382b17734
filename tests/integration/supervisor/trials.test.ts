import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createNodeHost, startSupervisor, type Supervisor } from '../../../workers/supervisor/index.ts';
import { waitFor } from '../../support/test-site.ts';

const programs = path.join(import.meta.dirname, '..', '..', 'support', 'processes');
const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-trials-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A process that has a device tried by a program that hangs. */
async function startTrial(): Promise<{ supervisor: Supervisor; trial: number; note: string }> {
  const folder = temporaryFolder();
  const note = path.join(folder, 'pid');
  const settings = { act: 'trial', note };
  const supervisor = await startSupervisor({
    host: createNodeHost(),
    plans: [{ name: 'inference-0', file: path.join(programs, 'test-process.ts'), settings, dataKey: null }],
    logFolder: folder,
    printLog: false,
  });
  cleanUp.push(() => supervisor.stop());
  return { supervisor, trial: await notedPid(note), note };
}

const notedPid = (note: string): Promise<number> =>
  waitFor('the trial', () => (existsSync(note) ? Number(readFileSync(note, 'utf8')) || null : null));

/** An orphan that ended may wait for somebody to take note of it. */
function runs(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
  } catch {
    return false;
  }
}

const goneBy = (pid: number) => waitFor('the end of the trial', () => (runs(pid) ? null : true));

describe.skipIf(process.platform !== 'linux')('a trial that hangs', () => {
  it('ends with the site', async () => {
    const { supervisor, trial } = await startTrial();
    expect(runs(trial)).toBe(true);
    await supervisor.stop();
    await goneBy(trial);
  });

  it('ends with the process that asked for it', async () => {
    const { supervisor, trial, note } = await startTrial();
    rmSync(note);
    process.kill(supervisor.processes[0]?.pid ?? 0, 'SIGKILL');
    await goneBy(trial);
    expect(await notedPid(note)).not.toBe(trial);
  });

  it('ends itself at its deadline, although its main thread never comes back', async () => {
    const { signal: over } = new AbortController();
    const args = [path.join(temporaryFolder(), 'pid'), '1000'];
    const file = path.join(programs, 'provider-probe.ts');
    const end = await createNodeHost().runThrowaway({ file, args, deadlineMs: 600_000, over });
    expect(end).toMatchObject({ code: null, signal: 'SIGKILL' });
  });

  it('ends itself when whoever started it was killed', async () => {
    const note = path.join(temporaryFolder(), 'pid');
    const parent = spawn(process.execPath, [path.join(programs, 'trial-parent.ts'), note], { stdio: 'ignore' });
    const trial = await notedPid(note);
    expect(runs(trial)).toBe(true);
    parent.kill('SIGKILL');
    await goneBy(trial);
  });
});
