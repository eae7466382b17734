import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tableModel } from '../integration/inference/family-graphs.ts';
import { chromiumPath, launchBrowser, markMemory, nextPicture, openView, signedInPage } from '../support/browser.ts';
import { startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

const CAMERA = 'colour-bars';
/** A model is tried in processes of its own before it is loaded. */
const SWAP = { timeout: 60_000 };
const systemSchema = z.object({
  ffmpeg: z.string(),
  defaultModelId: z.string().nullable(),
  processes: z.array(z.object({ name: z.string() })),
  models: z.array(z.object({ title: z.string(), provider: z.string(), fallback: z.string().nullable() })),
});

describe.skipIf(chromiumPath === null)('the system page', () => {
  let site: TestSite;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const data = mkdtempSync(path.join(os.tmpdir(), 'tcc-system-'));
    addUndescribedModel(path.join(data, 'models', 'found-somewhere'));
    site = await startTestSite({ data, model: 'stopgap-448x256' });
    browser = await launchBrowser();
    const created = await site.api('POST', 'cameras', {
      id: CAMERA,
      name: 'Colour bars',
      source: { kind: 'test', graph: 'testsrc2=size=640x360:rate=12.5' },
    });
    expect(created.status).toBeLessThan(300);
    page = await signedInPage(browser, site);
    await nextPicture(page, CAMERA, null, 60_000);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const row = (table: string, name: string) =>
    page
      .getByRole('table', { name: table })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  const cell = (table: string, name: string, column: number) =>
    row(table, name).getByRole('cell').nth(column).innerText();
  const system = async () => systemSchema.parse((await site.api('GET', 'system')).body);

  it('lists every process as working, with its number and memory', async () => {
    await openView(page, '#/system');
    await page.getByRole('heading', { level: 1, name: 'System' }).waitFor();
    const { processes } = await system();
    expect(processes.map(({ name }) => name).sort()).toEqual(['camera-0', 'gateway', 'inference-0', 'site', 'store']);
    for (const { name } of processes) {
      await row('Processes', name).getByText('Working').waitFor();
      expect(await cell('Processes', name, 2)).toBe(String(site.process(name).pid));
      expect(await cell('Processes', name, 4)).toMatch(/^[\d.]+ MB$/);
    }
  });

  it('says which ffmpeg runs and what the model runs on', async () => {
    const { ffmpeg, models } = await system();
    expect(ffmpeg).toMatch(/\d+\.\d+/);
    await page.getByText(ffmpeg, { exact: true }).waitFor();
    await openView(page, '#/models');
    const model = models.find(({ title }) => title === 'Stop-gap 448×256');
    const card = page.getByRole('article').filter({ hasText: 'Stop-gap 448×256' });
    await card.getByText('Ready').waitFor();
    await card.getByText(`${model?.provider ?? 'none'} · `).waitFor();
  });

  it('keeps the device’s own words folded away until somebody wants them', async () => {
    const fallback = (await system()).models[0]?.fallback ?? null;
    const details = page.getByText('What was tried');
    if (fallback === null) {
      expect(await details.count()).toBe(0);
      return;
    }
    const words = page.getByText(fallback.slice(0, 40));
    expect(await words.isVisible()).toBe(false);
    await details.click();
    await words.waitFor();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wider).toBe(false);
  });

  it('shows frames flowing and this screen among those connected', async () => {
    await openView(page, '#/system');
    const frames = async () => Number((await cell('Cameras: flow and lost frames', CAMERA, 4)).replaceAll(',', ''));
    const before = await frames();
    await waitFor('more frames', async () => ((await frames()) > before ? true : null));
    expect(await page.getByRole('table', { name: 'Connected screens' }).getByRole('row').count()).toBe(2);
  });

  it('starts a process again that crashed too often, once a person asks for it', async () => {
    await openView(page, '#/system');
    let killed: number | null = null;
    await waitFor('giving up', () => {
      const { state, pid } = site.process('site');
      if (state === 'failed') return true;
      if (pid !== null && pid !== killed) process.kill((killed = pid), 'SIGKILL');
      return null;
    });
    await row('Processes', 'site').getByText('crashed too often').waitFor();
    const startAgain = row('Processes', 'site').getByRole('button', { name: 'Start site again' });
    await startAgain.click();
    await row('Processes', 'site').getByText('Working').waitFor();
    expect(await startAgain.count()).toBe(0);
    expect(site.process('site').state).toBe('ready');
  });

  it('shows a killed process as restarted, and the wall comes back by itself', async () => {
    await openView(page, '#/live');
    const same = await markMemory(page);
    const before = await nextPicture(page, CAMERA, null);
    const killed = site.process('camera-0').pid;
    if (killed === null) throw new Error('the camera process has no number');
    process.kill(killed, 'SIGKILL');

    const after = await waitFor('a picture of a new session', async () => {
      const picture = await nextPicture(page, CAMERA, before);
      return picture.sessionId === before.sessionId ? null : picture;
    });
    await nextPicture(page, CAMERA, after);
    await page.locator(`article[data-camera="${CAMERA}"]`).getByText('Live', { exact: true }).waitFor();
    expect(await same()).toBe(true);

    await openView(page, '#/system');
    await waitFor('the restart to be shown', async () =>
      (await cell('Processes', 'camera-0', 3)) === '1' ? true : null,
    );
    await row('Processes', 'camera-0').getByText('Working').waitFor();
    expect(await cell('Processes', 'camera-0', 2)).not.toBe(String(killed));
  });

  const model = (title: string) => page.getByRole('article').filter({ hasText: title });
  async function choose(title: string): Promise<void> {
    await model(title).getByText('Not loaded').waitFor();
    await model(title).getByRole('button', { name: 'Use as default' }).click();
    await model(title).getByText('Default', { exact: true }).waitFor(SWAP);
    await model(title).getByText('Ready').waitFor();
  }

  it('shows a model that nobody loaded yet, and its button puts it to work', async () => {
    await openView(page, '#/models');
    await choose('Stop-gap 640×352');
    expect((await system()).defaultModelId).toBe('stopgap-640x352');
    await model('Stop-gap 448×256').getByText('Not loaded').waitFor();
  });

  it('says of a model without a description how it was understood', async () => {
    await choose('found-somewhere');
    await model('found-somewhere').getByText('no model.json: taken for end2end').waitFor();
  });
});

/** A model as it comes from elsewhere: its file and nothing else. */
function addUndescribedModel(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const nothing = Array.from({ length: 300 }, () => [0, 0, 0, 0, 0, 0]);
  writeFileSync(path.join(folder, 'export.onnx'), tableModel(nothing));
}
