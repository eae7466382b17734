import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chromiumPath,
  freshPage,
  launchBrowser,
  nextPicture,
  signedInPage,
  storedByBrowser,
} from '../support/browser.ts';
import { SMALL_MODEL, startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

describe.skipIf(chromiumPath === null)('reaching everything by name, and windows of their own', () => {
  let site: TestSite;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await startTestSite({ demo: true, model: SMALL_MODEL });
    browser = await launchBrowser();
    page = await signedInPage(browser, site);
    await nextPicture(page, 'north-bridge', null);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const find = async (typed: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'What are you looking for?' }).fill(typed);
  };
  const reach = async (typed: string) => {
    await find(typed);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

  it.each([
    ['system', 'System'],
    ['mo hinh', 'Models'],
    ['cameras', 'Cameras'],
  ])('"%s" reaches its page', async (typed, title) => {
    await reach(typed);
    await heading(title);
  });

  it('a camera is shown large, or its page is opened', async () => {
    await reach('nort brid');
    await page.getByRole('button', { name: 'Back to the wall' }).waitFor();
    await reach('north bridge lines');
    await page.getByRole('button', { name: 'Calibrate anew' }).waitFor();
  });

  it('arrows choose, Escape leaves everything as it was', async () => {
    await find('bridge');
    const chosen = page.getByRole('listbox').getByRole('option', { selected: true });
    const first = await chosen.innerText();
    await page.keyboard.press('ArrowDown');
    expect(await chosen.innerText()).not.toBe(first);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Calibrate anew' }).waitFor();
  });

  it('changes the wall: layout, cycling, arranging', async () => {
    await reach('even 9 tiles');
    await heading('Live');
    await page.getByRole('button', { name: 'Layout: Even, 9 tiles' }).waitFor();
    await reach('turn pages');
    await page.getByRole('button', { name: 'Turn pages by itself', pressed: true }).waitFor();
    await reach('stop turning');
    await page.getByRole('button', { name: 'Turn pages by itself', pressed: false }).waitFor();
    await reach('arrange');
    await page.getByRole('button', { name: 'Done' }).click();
  });

  it('the bar at the bottom says in words how the site is', async () => {
    const bar = page.getByRole('contentinfo');
    await bar.getByText(/All is well|shows? nothing/).waitFor();
    await bar.getByText(/CPU [\d,]+ %/).waitFor();
    await bar.getByText(/Memory .+B/).waitFor();
    await bar.getByText(/Latency [\d,]+ ms/).waitFor();
  });

  it('a camera has a window of its own, which needs no password and keeps no token', async () => {
    await find('north bridge window');
    const [beside] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')]);
    await nextPicture(beside, 'north-bridge', null);
    expect(await beside.getByRole('navigation').count()).toBe(0);
    await beside.reload();
    await nextPicture(beside, 'north-bridge', null);
    expect(await storedByBrowser(beside)).not.toContain('accessToken');
    await beside.close();
  });

  it('so has the wall; another browser that opens its address is asked who it is', async () => {
    const address = new URL('#/alone/live', site.url).href;
    const beside = await page.context().newPage();
    await beside.goto(address);
    await nextPicture(beside, 'north-bridge', null);
    await beside.close();
    const stranger = await freshPage(browser);
    await stranger.goto(address);
    await stranger.locator('input[type="password"]').waitFor();
    await stranger.context().close();
  });

  it('kiosk is the wall alone, and there is a way back by keyboard', async () => {
    await reach('kiosk');
    await page.getByRole('navigation').waitFor({ state: 'detached' });
    await waitFor('pictures', async () => ((await page.locator('article').count()) > 1 ? true : null));
    const back = page.getByRole('button', { name: 'Show the frame' });
    await back.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').waitFor();
    await page.getByRole('button', { name: 'Turn pages by itself', pressed: true }).click();
  });
});
