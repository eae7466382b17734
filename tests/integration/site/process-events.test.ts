import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withStore } from '../../../bench/support/live-evidence.ts';
import { startTestSite, type TestSite, waitFor } from '../../support/test-site.ts';

describe('what happens to the processes of a site', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await startTestSite();
  }, 120_000);
  afterAll(() => site.stop());

  it.each([
    ['a crash of the store itself', 'store', 'SIGKILL', 'crash'],
    ['a crash of another', 'site', 'SIGKILL', 'crash'],
    ['an orderly end that nobody asked for', 'site', 'SIGTERM', 'exit'],
  ] as const)('is kept: %s', async (_what, name, signal, event) => {
    const before = await waitFor('ready', () => (site.process(name).state === 'ready' ? site.process(name) : null));
    process.kill(before.pid ?? 0, signal);
    await waitFor('its return', () => {
      const now = site.process(name);
      return now.state === 'ready' && now.pid !== before.pid ? true : null;
    });
    const told = await waitFor('the event', () =>
      withStore(
        site.data,
        (reader) =>
          reader
            .processEvents({ beforeId: null, limit: 20 })
            .find((one) => one.process === name && one.event === event) ?? null,
      ),
    );
    expect(told.utcUs).toBeGreaterThan(before.sinceUtcUs);
  });

  it.skipIf(process.platform === 'win32')('write nothing that another user of the machine can read', () => {
    const files = readdirSync(site.data, { recursive: true, withFileTypes: true }).filter((of) => of.isFile());
    expect(files.map((of) => of.name)).toContain('store.db');
    const open = files.filter((of) => (statSync(path.join(of.parentPath, of.name)).mode & 0o077) !== 0);
    expect(open.map((of) => of.name)).toEqual([]);
  });
});
