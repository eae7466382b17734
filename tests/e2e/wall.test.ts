import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser, nextPicture, signIn, signedInPage, tabUntil } from '../support/browser.ts';
import { SMALL_MODEL, startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

describe.skipIf(chromiumPath === null)('the layout of the wall', () => {
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

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const tiles = (count: string) =>
    page.getByRole('radiogroup', { name: 'Tiles on the wall' }).getByText(count, { exact: true }).click();
  const shown = () => page.locator('article').evaluateAll((all) => all.map((one) => one.getAttribute('data-camera')));
  const shows = (what: string, count: number) =>
    waitFor(what, async () => {
      const cameras = await shown();
      return cameras.length === count ? cameras : null;
    });
  const choose = async (menu: RegExp, item: string | RegExp) => {
    await button(menu).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const grip = (number: number) => button(new RegExp(`^Tile ${number}:`));
  const placeOf = (number: number) => grip(number).evaluate((one) => one.parentElement?.style.cssText ?? '');

  it('shows as many cameras as its size says, all within the window', async () => {
    await tiles('16');
    const all = (await shows('all cameras', 6)).length;
    for (const [size, count] of [
      ['1', 1],
      ['4', 4],
      ['25', all],
    ] as const) {
      await tiles(size);
      await shows(`${count} tiles`, count);
      const bottoms = await page
        .locator('article')
        .evaluateAll((tiles) => tiles.map((one) => one.getBoundingClientRect().bottom));
      expect(Math.max(...bottoms)).toBeLessThanOrEqual(900);
    }
  });

  it('asks only for the pictures of the tiles that are on it', async () => {
    await tiles('1');
    const [only] = await shows('one tile', 1);
    await nextPicture(page, only ?? '', null);
    const sent = async () => (await site.system()).clients.reduce((sum, { sentFrames }) => sum + sentFrames, 0);
    const frame = () => page.evaluate(() => Number(document.querySelector('canvas')?.dataset['frameId'] ?? 0));
    // The figures of the site are a moment old: a stretch long enough that this does not matter.
    const [before, first] = [await sent(), await frame()];
    const passed = await waitFor('a hundred frames of the camera', async () => {
      const now = (await frame()) - first;
      return now >= 100 || now < 0 ? now : null;
    });
    // One camera's pictures, not those of six. A clip that began again in between says nothing.
    if (passed > 0) expect((await sent()) - before).toBeLessThan(passed * 2 + 30);
  });

  it('is divided by keys: moved, resized, a tile added and removed, and told in words', async () => {
    await tiles('4');
    await shows('four tiles', 4);
    await tabUntil(page, button('Arrange'));
    await page.keyboard.press('Enter');
    await tabUntil(page, grip(1));
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('status').filter({ hasText: 'Tile 1: column 1, row 1, 8 wide, 7 high.' }).waitFor();
    expect(await grip(1).evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('status').filter({ hasText: 'column 2' }).waitFor();
    await button('Add a tile').press('Enter');
    await grip(5).waitFor();
    await grip(5).press('Delete');
    await grip(5).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await button('Arrange').waitFor();
    await button('Layout: Own layout').waitFor();
  });

  it('is divided by the mouse', async () => {
    await tiles('4');
    await button('Arrange').click();
    const box = (await grip(1).boundingBox())!;
    await page.mouse.move(box.x + box.width - 6, box.y + box.height - 6);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 1.5, box.y + box.height * 1.2, { steps: 6 });
    await page.mouse.up();
    await waitFor('a larger first tile', async () => ((await placeOf(1)).includes('span 9') ? true : null));
    const before = await placeOf(2);
    const second = (await grip(2).boundingBox())!;
    await page.mouse.move(second.x + second.width / 2, second.y + second.height / 2);
    await page.mouse.down();
    await page.mouse.move(second.x + second.width / 2 - 300, second.y + second.height / 2, { steps: 6 });
    await page.mouse.up();
    await waitFor('the second tile elsewhere', async () => ((await placeOf(2)) === before ? null : true));
  });

  it('a tile can have a camera of its own', async () => {
    await page.getByLabel('Camera of tile 1', { exact: true }).selectOption({ label: 'Ring Road West' });
    await page.keyboard.press('Escape');
    await waitFor('the chosen camera', async () => ((await shown()).includes('ring-road-west') ? true : null));
  });

  it('is saved under a name and comes back after a reload, with the same tiles', async () => {
    await choose(/^Layout:/, 'Save as …');
    await page.getByLabel('Name of the layout').fill('Rush hour');
    await page.keyboard.press('Enter');
    await button('Layout: Rush hour').waitFor();
    const before = await shown();
    await page.reload();
    await signIn(page, site.password);
    await button('Layout: Rush hour').waitFor();
    expect(await shows('the same tiles', before.length)).toEqual(before);
    await tiles('9');
    await shows('all six', 6);
    await choose(/^Layout:/, 'Rush hour');
    expect(await shows('the same tiles', before.length)).toEqual(before);
  });

  it('comes back after a crash of its page', async () => {
    const before = await shown();
    const page2 = await page.context().newPage();
    await page2.goto(site.url);
    await signIn(page2, site.password);
    await page2.getByRole('button', { name: 'Layout: Rush hour' }).waitFor();
    const crashed = new Promise((resolve) => page2.once('crash', resolve));
    const devtools = await page2.context().newCDPSession(page2);
    devtools.send('Page.crash').catch(() => undefined);
    await crashed;
    const after = await page.context().newPage();
    await after.goto(site.url);
    await signIn(after, site.password);
    await after.getByRole('button', { name: 'Layout: Rush hour' }).waitFor();
    await waitFor('the same tiles', async () => {
      const tilesAfter = await after
        .locator('article')
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-camera')));
      return tilesAfter.join() === before.join() ? true : null;
    });
    await after.close();
    await page2.close();
  });

  it('shows a group of cameras', async () => {
    await tiles('9');
    await choose(/^Group:/, 'Edit groups …');
    await page.getByLabel('Name of the group').fill('Two');
    await page.getByRole('dialog').getByLabel('North Bridge').check();
    await page.getByRole('dialog').getByLabel('Ring Road West').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('The group “Two” is saved.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await choose(/^Group:/, 'Two');
    expect(await shows('two tiles', 2)).toEqual(['north-bridge', 'ring-road-west']);
    await choose(/^Group:/, 'All cameras');
    await shows('all six', 6);
  });

  it('turns its pages by itself, and waits while a person works', async () => {
    await tiles('4');
    const first = await shows('four tiles', 4);
    await button('Turn pages by itself').click();
    await page.getByLabel('Each page stays for').selectOption('5');
    await page.getByText('Cycling waits: somebody is working').waitFor();
    await waitFor('the next page', async () => ((await shown()).join() === first.join() ? null : true), 60_000);
    await page.keyboard.press('1');
    await page.getByText('Cycling waits: somebody is working').waitFor();
    await button('Turn pages by itself').click();
    expect(await button('Turn pages by itself').getAttribute('aria-pressed')).toBe('false');
  });
});
