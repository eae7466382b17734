import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createNodeHost, openSite, type OpenSiteOptions } from '../../../workers/supervisor/index.ts';
import { waitFor } from '../../support/test-site.ts';

const file = path.join(import.meta.dirname, '..', '..', 'support', 'processes', 'test-process.ts');
const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

function open(processes: Readonly<Record<string, string>>, more: Partial<OpenSiteOptions> = {}) {
  const logFolder = mkdtempSync(path.join(os.tmpdir(), 'tcc-logs-'));
  cleanUp.push(() => rmSync(logFolder, { recursive: true, force: true }));
  const plans = Object.entries(processes).map(([name, act]) => ({ name, file, settings: { act }, dataKey: null }));
  return openSite({ host: createNodeHost(), plans, logFolder, printLog: false, ...more });
}

describe('opening a site', () => {
  it('ends when its gateway is open; a gateway that comes back is told as such', async () => {
    const again: string[] = [];
    // This process says that it is open, as the gateway does, with the number of its helper as its address.
    const site = await open({ gateway: 'child' }, { onReopened: (url) => void again.push(url) });
    if (!site.ok) throw new Error(site.failure.message);
    cleanUp.push(() => site.value.stop());
    const pid = site.value.supervisor.processes[0]?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await waitFor('the second opening', () => again[0] ?? null);
    expect(again[0]).not.toBe(site.value.url);
  });

  it('fails with the reason of the process that cannot start, and stops the others', async () => {
    const site = await open({ store: 'refuse', 'camera-0': 'live' });
    expect(site.ok ? null : site.failure).toEqual({
      code: 'no-way',
      message: 'this cannot work',
      hint: 'Do something else.',
    });
  });

  it('fails when the gateway crashes again and again before it ever opens', async () => {
    const site = await open({ gateway: 'crash' });
    expect(site.ok ? null : site.failure).toMatchObject({ code: 'gave-up' });
    expect(site.ok ? '' : site.failure.message).toContain('gateway');
  });
});
