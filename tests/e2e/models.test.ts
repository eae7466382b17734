import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EXPORTS, oneOperator } from '../integration/inference/import-models.ts';
import { chromiumPath, launchBrowser, nextPicture, openView, signedInPage } from '../support/browser.ts';
import { SMALL_MODEL, startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

const CAMERA = 'colour-bars';
/** A model is tried in a process of its own, beside a site that works. */
const TRIAL = { timeout: 90_000 };
const modelsSchema = z.object({
  defaultModelId: z.string().nullable(),
  models: z.array(z.object({ modelId: z.string() })),
});
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(chromiumPath === null)('bringing one’s own model', () => {
  let site: TestSite;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await startTestSite({ model: SMALL_MODEL });
    browser = await launchBrowser();
    await site.api('POST', 'cameras', {
      id: CAMERA,
      name: 'Colour bars',
      source: { kind: 'test', graph: 'testsrc2=size=640x360:rate=12.5' },
    });
    page = await signedInPage(browser, site);
    await nextPicture(page, CAMERA, null, 60_000);
    await openView(page, '#/models');
    await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  /** Drops a file as a hand would. */
  async function drop(name: string, bytes: Uint8Array): Promise<void> {
    const data = await page.evaluateHandle(
      ({ fileName, base64 }) => {
        const transfer = new DataTransfer();
        const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([content], fileName));
        return transfer;
      },
      { fileName: name, base64: Buffer.from(bytes).toString('base64') },
    );
    await page.getByTestId('model-drop').dispatchEvent('drop', { dataTransfer: data });
  }
  const work = (name: string) => page.getByRole('region', { name: `Bringing in ${name}` });
  const card = (title: string) => page.getByRole('article').filter({ hasText: title });
  const models = async () => modelsSchema.parse((await site.api('GET', 'models')).body);
  async function faults(): Promise<unknown> {
    await page.evaluate(axe);
    return page.evaluate(
      'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => id + nodes[0].html))',
    );
  }

  it('says in clear words why a file cannot be used, and keeps nothing of it', async () => {
    await drop('weights.onnx', new TextEncoder().encode('PK\u0003\u0004 weights'));
    await page.getByText('The file is an archive, as PyTorch writes its weights (.pt, .pth), not ONNX.').waitFor(TRIAL);
    await drop('plugin.onnx', oneOperator('YoloLayer_TRT'));
    await page.getByText(/uses the operator YoloLayer_TRT, which cannot be run here/).waitFor(TRIAL);
    expect(await page.getByRole('button', { name: /^Continue with/ }).count()).toBe(0);
  });

  it('shows what a dropped file was recognised as, and how each thing is known', async () => {
    await drop('our-traffic.onnx', EXPORTS['YOLOv8 or YOLO11']());
    const own = work('our-traffic.onnx');
    await own.waitFor(TRIAL);
    await own.getByText('Ultralytics 8.3.40').waitFor();
    await own.getByText('160 × 160', { exact: true }).waitFor();
    expect(await own.getByLabel('Layout').inputValue()).toBe('yolov8');
    expect(await own.getByText('in the file', { exact: true }).count()).toBe(1);
    expect(await own.getByText('seen when tried').count()).toBe(1);
    expect(await own.getByText('usual: check it on a picture').count()).toBe(3);
    expect(await own.getByLabel('Licence').inputValue()).toContain('AGPL-3.0');
  });

  it('maps its classes, and says which of ours it cannot tell', async () => {
    const own = work('our-traffic.onnx');
    expect(await own.getByLabel('What “person” is here').inputValue()).toBe('pedestrian');
    await own.getByText(/Not supported by this model:.*Bicycle/s).waitFor();
    await own.getByLabel('What “bus” is here').selectOption('truck');
    await own.getByText(/Not supported by this model:.*Bus/s).waitFor();
    await own.getByLabel('What “bus” is here').selectOption('bus');
  });

  it('shows what both models see on a picture of a camera', async () => {
    const own = work('our-traffic.onnx');
    await own.getByRole('button', { name: 'Take a picture and look' }).click();
    await own.getByRole('img', { name: 'Yours: Bus 1' }).waitFor(TRIAL);
    await own.getByRole('img', { name: /^In use now: / }).waitFor();
    // A higher bar needs no other look.
    await own.getByLabel('Show from score').fill('0.95');
    await own.getByRole('img', { name: 'Yours: Nothing found' }).waitFor();
    await own.getByLabel('Show from score').fill('0.35');
    await own.getByRole('img', { name: 'Yours: Bus 1' }).waitFor();
  });

  it('measures it here beside the current one', async () => {
    const own = work('our-traffic.onnx');
    await own.getByRole('button', { name: 'Measure' }).click();
    await own
      .getByText(/[\d.]+ × the time of the current model\. Median of \d+ rounds with 2 threads\./)
      .waitFor(TRIAL);
  });

  it.each(['EN', 'VI'])('is sound for everyone in %s, also on a phone', async (language) => {
    await page.getByText(language, { exact: true }).click();
    await page.waitForFunction((code) => document.documentElement.lang === code, language.toLowerCase());
    expect(await faults()).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByText('EN', { exact: true }).click();
  });

  it('puts it to work for all cameras', async () => {
    const own = work('our-traffic.onnx');
    await own.getByRole('textbox', { name: 'Name' }).fill('Our traffic');
    await own.getByRole('button', { name: 'Save and use for all cameras' }).click();
    await card('Our traffic').getByText('Default', { exact: true }).waitFor(TRIAL);
    await card('Our traffic').getByText('Brought in here').waitFor();
    expect((await models()).defaultModelId).toBe('our-traffic');
    const seen = await waitFor('pictures that it was asked about', async () => {
      const status = (await site.system()).models.find(({ modelId }) => modelId === 'our-traffic');
      return status !== undefined && status.answered > 0 ? status : null;
    });
    expect(seen.classes).toEqual(['car', 'bus', 'pedestrian']);
  });

  it('deletes it once nobody uses it any more', async () => {
    expect(await card('Our traffic').getByRole('button', { name: 'Delete' }).count()).toBe(0);
    expect((await site.api('DELETE', 'models/our-traffic')).status).toBe(409);
    await card('Stop-gap 448×256').getByRole('button', { name: 'Use as default' }).click();
    await card('Stop-gap 448×256').getByText('Default', { exact: true }).waitFor(TRIAL);
    await card('Our traffic').getByText('Not loaded').waitFor(TRIAL);
    await card('Our traffic').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the model' }).click();
    await card('Our traffic').waitFor({ state: 'detached' });
    expect((await models()).models.map(({ modelId }) => modelId)).not.toContain('our-traffic');
  });

  it('asks what nobody can tell, before anything can be tried', async () => {
    await drop('nameless.onnx', EXPORTS.YOLOX());
    const own = work('nameless.onnx');
    await own.waitFor(TRIAL);
    await own.getByText('Before it can be tried, please say: its classes.').waitFor();
    expect(await own.getByRole('button', { name: 'Measure' }).count()).toBe(0);
    expect(await own.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    await own.getByLabel('Its classes, one a line').fill('car\nbus');
    expect(await own.getByRole('button', { name: 'Take these' }).isDisabled()).toBe(true);
    await own.getByLabel('Its classes, one a line').fill('car\nbus\nperson');
    await own.getByRole('button', { name: 'Take these' }).click();
    await own.getByRole('button', { name: 'Measure' }).waitFor();
    await own.getByText('To keep it, please say: its licence.').waitFor();
    await own.getByLabel('Licence').fill('our own');
    expect(await own.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(false);
  });

  it('keeps an unfinished one through a reload, and throws it away when asked', async () => {
    await page.reload();
    await page.getByLabel('User').fill('admin');
    await page.locator('input[type="password"]').fill(site.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await openView(page, '#/models');
    await page.getByRole('button', { name: 'Continue with nameless.onnx' }).click();
    await work('nameless.onnx').getByRole('button', { name: 'Throw away' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click();
    await page.getByRole('button', { name: 'Continue with nameless.onnx' }).waitFor({ state: 'detached' });
  });
});
