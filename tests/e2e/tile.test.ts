import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser, nextPicture, shownPicture, signIn, signedInPage } from '../support/browser.ts';
import { SMALL_MODEL, startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

describe.skipIf(chromiumPath === null)('a tile of the wall', () => {
  let site: TestSite;
  let browser: Browser;
  let page: Page;
  const camera = 'north-bridge';

  beforeAll(async () => {
    site = await startTestSite({ demo: true, model: SMALL_MODEL });
    browser = await launchBrowser();
    page = await signedInPage(browser, site);
    await nextPicture(page, camera, null);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const tile = () => page.locator(`article[data-camera="${camera}"]`);
  const link = () => tile().getByRole('link', { name: 'North Bridge' });
  const width = async () => Number((await tile().locator('canvas').getAttribute('data-view'))?.split(' ')[2]);
  const becomes = (what: string, holds: (width: number) => boolean) =>
    waitFor(what, async () => (holds(await width()) ? true : null));

  it('is enlarged by the wheel and by keys, says how far, and is whole again', async () => {
    const whole = await width();
    await tile().locator('canvas').hover();
    await page.mouse.wheel(0, -100);
    await becomes('a larger picture', (now) => now > whole * 1.1);
    await link().focus();
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('+');
    await becomes('eight times the picture', (now) => Math.abs(now - whole * 8) < 1);
    await tile().getByText('8.0×').waitFor();
    await page.keyboard.press('0');
    await becomes('the whole picture', (now) => Math.abs(now - whole) < 1);
  });

  it('fills the window by a double click, and Esc brings the wall back', async () => {
    const wall = await page.locator('article').count();
    await tile().locator('canvas').dblclick();
    await page.getByRole('button', { name: 'Back to the wall' }).waitFor();
    expect(await page.locator('article').count()).toBe(1);
    await nextPicture(page, camera, await shownPicture(page, camera));
    await page.keyboard.press('Escape');
    await waitFor('the wall', async () => ((await page.locator('article').count()) === wall ? true : null));
  });

  it('shown large, it is shown large again after a reload', async () => {
    await link().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Back to the wall' }).waitFor();
    await page.reload();
    await signIn(page, site.password);
    await page.getByRole('button', { name: 'Back to the wall' }).waitFor();
    await nextPicture(page, camera, null);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: 'Live' }).waitFor();
  });

  it('is frozen only with words, and goes on', async () => {
    await link().focus();
    await nextPicture(page, camera, await shownPicture(page, camera));
    await page.keyboard.press('f');
    await tile()
      .getByText(/Frozen since \d\d:\d\d:\d\d/)
      .waitFor();
    const held = await shownPicture(page, camera);
    // The others go on, this one does not.
    const other = await page.locator('article').nth(1).getAttribute('data-camera');
    const first = await nextPicture(page, other ?? '', null);
    await waitFor('ten pictures of another tile', async () => {
      const now = await shownPicture(page, other ?? '');
      return now !== null && now.frameId - first.frameId >= 10 ? true : null;
    });
    expect(await shownPicture(page, camera)).toEqual(held);
    await page.keyboard.press('f');
    await tile()
      .getByText(/Frozen since/)
      .waitFor({ state: 'detached' });
    await nextPicture(page, camera, held);
  });

  it.each([
    ['with what lies over it', 'c'],
    ['alone', 'Shift+C'],
  ])('is saved as a picture, %s, under the name of the camera and its time', async (_how, key) => {
    await link().focus();
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press(key)]);
    expect(download.suggestedFilename()).toMatch(/^north-bridge_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d\.jpg$/);
    const bytes = readFileSync(await download.path());
    expect([bytes[0], bytes[1]]).toEqual([0xff, 0xd8]);
    await tile().getByText(`Saved as ${download.suggestedFilename()}.`).waitFor();
  });

  it('shows the layers that were chosen, and remembers them', async () => {
    const layers = async () => ((await tile().locator('canvas').getAttribute('data-layers')) ?? '').split(' ').sort();
    expect(await layers()).toEqual(['boxes', 'ids', 'labels', 'queues', 'speeds']);
    await page.getByRole('button', { name: 'Layers' }).click();
    await page.getByLabel('Boxes', { exact: true }).uncheck();
    await page.getByLabel('Lines', { exact: true }).check();
    const chosen = ['ids', 'labels', 'lines', 'queues', 'speeds'];
    await waitFor('the chosen layers', async () => ((await layers()).join() === chosen.join() ? true : null));
    expect(await tile().locator('canvas').getAttribute('data-boxes')).toBe('none');
    await page.reload();
    await signIn(page, site.password);
    await nextPicture(page, camera, null);
    expect(await layers()).toEqual(chosen);
    await page.getByRole('button', { name: 'Layers' }).click();
    expect(await page.getByLabel('Lines', { exact: true }).isChecked()).toBe(true);
    await page.getByLabel('Boxes', { exact: true }).check();
    await page.keyboard.press('Escape');
  });
});
