import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { SMALL_MODEL, startTestSite, type TestSite, tryTestSite, waitFor } from '../../support/test-site.ts';

const LARGE_MODEL = 'stopgap-640x352';
const data = mkdtempSync(path.join(os.tmpdir(), 'tcc-choice-'));
let site: TestSite | null = null;
afterEach(async () => {
  await site?.stop();
  site = null;
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

async function start(options: { readonly model?: string } = {}): Promise<TestSite> {
  site = await startTestSite({ data, keepData: true, ...options });
  return site;
}

/** Waits until a detector serves by default, whichever it is. */
const served = (running: TestSite): Promise<string> =>
  waitFor('a detector', async () => (await running.system()).defaultModelId);

const serves = (running: TestSite, modelId: string) =>
  waitFor(`${modelId} as the default`, async () => ((await running.system()).defaultModelId === modelId ? true : null));

async function killInference(running: TestSite): Promise<void> {
  const { pid } = running.process('inference-0');
  process.kill(pid ?? 0, 'SIGKILL');
  await waitFor('the next inference', () => {
    const now = running.process('inference-0');
    return now.state === 'ready' && now.pid !== pid ? true : null;
  });
}

/** One data folder through several starts, in this order. */
describe('the detector that somebody chose', () => {
  it('is taken although inference dies while it is being loaded', async () => {
    const running = await start({ model: SMALL_MODEL });
    expect(await served(running)).toBe(SMALL_MODEL);
    expect((await running.api('PUT', 'models/default', { modelId: LARGE_MODEL })).status).toBe(202);
    await killInference(running);
    await serves(running, LARGE_MODEL);
    await killInference(running);
    expect(await served(running)).toBe(LARGE_MODEL);
  });

  it('is the one that the site starts with the next time', async () => {
    expect(await served(await start())).toBe(LARGE_MODEL);
  });

  it('gives way to the one that is asked for on the command line', async () => {
    const running = await start({ model: SMALL_MODEL });
    expect(await served(running)).toBe(SMALL_MODEL);
    await killInference(running);
    expect(await served(running)).toBe(SMALL_MODEL);
  });

  it('that is asked for by a name that is not there is refused, with the names that are', async () => {
    const refused = await tryTestSite({ data, model: 'stopgap-640x353' });
    if (refused.ok) await refused.value.stop();
    expect(refused).toMatchObject({ ok: false, failure: { code: 'model-missing' } });
    expect(refused.ok ? '' : refused.failure.hint).toContain(LARGE_MODEL);
  });
});
