import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Message } from '../../../domain/contracts/messages.ts';
import { createNodeHost, startSupervisor, type Supervisor } from '../../../workers/supervisor/index.ts';
import { waitFor } from '../../support/test-site.ts';

const file = path.join(import.meta.dirname, '..', '..', 'support', 'processes', 'test-process.ts');
const key = Buffer.alloc(32, 5).toString('base64');
const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** Starts one process per act, named like real ones: "gateway:act", or by its place. */
async function start(...acts: string[]): Promise<{ supervisor: Supervisor; logs: string; told: Message[] }> {
  const logs = mkdtempSync(path.join(os.tmpdir(), 'tcc-logs-'));
  cleanUp.push(() => rmSync(logs, { recursive: true, force: true }));
  const told: Message[] = [];
  const supervisor = await startSupervisor({
    host: createNodeHost(),
    plans: acts.map((act, index) => ({
      name: act.includes(':') ? act.replace(/:.*/, '') : `camera-${index}`,
      file,
      settings: { act: act.replace(/.*:/, ''), expectKey: key },
      dataKey: key,
    })),
    logFolder: logs,
    printLog: false,
    onTold: (_name, message) => void told.push(message),
  });
  cleanUp.push(() => supervisor.stop());
  return { supervisor, logs, told };
}

const alive = (pid: number): boolean => existsSync(`/proc/${pid}`);
const first = (supervisor: Supervisor) => {
  const [status] = supervisor.processes;
  if (status === undefined) throw new Error('no process');
  return status;
};
const reached = (supervisor: Supervisor, state: string) => () =>
  first(supervisor).state === state ? first(supervisor) : null;

describe('the supervisor', () => {
  it('restarts a killed process at once and counts it', async () => {
    const { supervisor } = await start('live');
    const before = await waitFor('ready', reached(supervisor, 'ready'));
    process.kill(before.pid ?? 0, 'SIGKILL');
    const after = await waitFor('the restart', () => {
      const now = first(supervisor);
      return now.state === 'ready' && now.pid !== before.pid ? now : null;
    });
    expect(after.restarts).toBe(1);
  });

  it.skipIf(process.platform !== 'linux')('keeps the secret of the launch out of the environment', async () => {
    const { supervisor } = await start('live');
    const { pid } = await waitFor('ready', reached(supervisor, 'ready'));
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
    const launch = environment.split('\0').find((entry) => entry.startsWith('TCC_LAUNCH='));
    const { folder } = z.object({ folder: z.string() }).parse(JSON.parse(launch?.slice('TCC_LAUNCH='.length) ?? ''));
    const secret = readFileSync(path.join(folder, 'secret'), 'utf8');
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(environment).not.toContain(secret);
    expect(launch).not.toMatch(/[0-9a-f]{32}/);
    const modes = [folder, path.join(folder, 'secret')].map((file) => statSync(file).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600]);

    // A machine that tidies up takes it away; the next start must not fail for that.
    rmSync(path.join(folder, 'secret'));
    process.kill(pid ?? 0, 'SIGKILL');
    await waitFor('the restart', () => {
      const now = first(supervisor);
      return now.state === 'ready' && now.pid !== pid ? now : null;
    });
    await supervisor.stop();
    expect(existsSync(folder)).toBe(false);
  });

  it('gives up on a process that crashes again and again, and says why', async () => {
    const { supervisor } = await start('crash');
    const failed = await waitFor('giving up', reached(supervisor, 'failed'));
    expect(failed.restarts).toBe(5);
    expect(failed.reason).toContain('code 9');
  });

  it('starts what was given up again when the gateway asks, with a fresh budget', async () => {
    const { supervisor, told } = await start('refuse', 'gateway:live');
    await waitFor('the refusal', reached(supervisor, 'failed'));
    await waitFor('the gateway', () => (supervisor.processes[1]?.state === 'ready' ? true : null));
    const refusals = () => told.filter(({ type }) => type === 'cannot-start').length;
    expect(refusals()).toBe(1);
    supervisor.tell('gateway', { type: 'request', id: 1, method: 'ask', params: {} });
    await waitFor('the second refusal', () => (refusals() === 2 ? true : null));
    await waitFor('giving up again', reached(supervisor, 'failed'));
    expect(told).toContainEqual({ type: 'opened', url: 'done', signInLink: null });
  });

  it.each([
    ['one that works', 'gateway', 'process-in-use'],
    ['anything for another process', 'camera-1', 'not-allowed'],
  ])('does not start %s again', async (_what, asker, code) => {
    const { supervisor, told } = await start('live', `${asker}:live`);
    await waitFor('both ready', () => (supervisor.processes.every(({ state }) => state === 'ready') ? true : null));
    supervisor.tell(asker, { type: 'request', id: 1, method: 'ask', params: {} });
    await waitFor('the answer', () => told.find((message) => message.type === 'opened') ?? null);
    expect(told).toContainEqual({ type: 'opened', url: code, signInLink: null });
  });

  it('does not restart a process that says it cannot start, and passes its reason on', async () => {
    const { supervisor, told } = await start('refuse');
    const failed = await waitFor('the refusal', reached(supervisor, 'failed'));
    expect(failed.restarts).toBe(0);
    expect(failed.reason).toBe('this cannot work Do something else.');
    expect(told).toContainEqual({
      type: 'cannot-start',
      failure: { code: 'no-way', message: 'this cannot work', hint: 'Do something else.' },
    });
  });

  it('ends a process that shows no sign of life, and leaves one alone that announced long work', async () => {
    const { supervisor } = await start('hang', 'busy');
    const hung = await waitFor(
      'the watchdog',
      () => (first(supervisor).restarts > 0 ? first(supervisor) : null),
      40_000,
    );
    expect(hung.restarts).toBe(1);
    expect(supervisor.processes[1]?.restarts).toBe(0);
  });

  it('ends what a dead process left behind', async () => {
    const { supervisor, told } = await start('child');
    const opened = await waitFor('the child', () => told.find((message) => message.type === 'opened') ?? null);
    const child = opened.type === 'opened' ? Number(opened.url) : 0;
    expect(alive(child)).toBe(true);
    process.kill(first(supervisor).pid ?? 0, 'SIGKILL');
    await waitFor('the end of the child', () => (alive(child) ? null : true));
  });

  it('stops everything within its limit, even what does not listen', async () => {
    const { supervisor } = await start('live', 'deaf');
    await waitFor('both ready', () => (supervisor.processes.every(({ state }) => state === 'ready') ? true : null));
    const pids = supervisor.processes.map(({ pid }) => pid ?? 0);
    await supervisor.stop();
    expect(pids.map(alive)).toEqual([false, false]);
  });

  it('hands secrets over the private link and keeps them out of logs and environments', async () => {
    const { supervisor, logs } = await start('live');
    const { pid } = await waitFor('ready', reached(supervisor, 'ready'));
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain(key);
    const text = await waitFor('the log', () => {
      const log = path.join(logs, 'command-center.log');
      const written = existsSync(log) ? readFileSync(log, 'utf8') : '';
      return written.includes('begun') ? written : null;
    });
    expect(text).toContain('"key":true');
    expect(text).toContain('rtsp://***@camera/');
    expect(text).not.toContain('hidden');
  });
});
