import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser, openView, signedInPage, tabUntil } from '../support/browser.ts';
import { startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

const CAMERA = 'north-bridge';

describe.skipIf(chromiumPath === null)('movements of a camera', () => {
  let site: TestSite;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await startTestSite({ demo: true, model: 'stopgap-448x256' });
    const below = { name: 'Below', from: { x: 0.05, y: 0.72 }, to: { x: 0.95, y: 0.74 } };
    await site.api('POST', `cameras/${CAMERA}/lines`, below);
    browser = await launchBrowser();
    page = await signedInPage(browser, site);
    await openView(page, `#/camera/${CAMERA}`);
    await page.locator(`canvas[data-camera="${CAMERA}"][data-frame-id]`).waitFor();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const show = (name: string) => page.getByRole('button', { name: `Show movement ${name} on the picture` });

  it('are defined by picking where they come in and go out, with the keyboard alone', async () => {
    const add = page.getByRole('button', { name: 'Movement', exact: true });
    await add.waitFor();
    await tabUntil(page, add);
    await page.keyboard.press('Enter');
    await page.getByLabel('Comes in over').selectOption({ index: 0 });
    await page.getByLabel('Goes out over').selectOption({ label: 'Below: in' });
    await page.getByLabel('Name of the movement').fill('Through');
    await page.keyboard.press('Enter');
    await show('Through').waitFor();
    await page.getByRole('button', { name: 'Change movement Through' }).click();
    await page.getByLabel('Name of the movement').fill('Straight on');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await show('Straight on').waitFor();
    expect(await show('Through').count()).toBe(0);
  });

  it('are drawn over the picture on request', async () => {
    const button = show('Straight on');
    if ((await button.getAttribute('aria-pressed')) === 'true') await button.click();
    expect(await wayPixels(page)).toBe(0);
    await button.click();
    await waitFor('the way', async () => ((await wayPixels(page)) > 40 ? true : null));
  });

  it('are generated for all pairs, and refused in words when there are no more', async () => {
    await page.getByLabel('lines in both directions').check();
    await page.getByRole('button', { name: 'All pairs' }).click();
    await waitFor('the pairs', async () =>
      (await page.getByRole('button', { name: /^Show movement/ }).count()) > 10 ? true : null,
    );
    await page.getByRole('button', { name: 'All pairs' }).click();
    await page.getByText('There is no pair that is not a movement already.').waitFor();
  });

  it('are counted, in a table and a matrix, with how much was watched and in both units', async () => {
    await openView(page, '#/traffic');
    const number = page.getByRole('button', { name: /: list of the vehicles$/ }).first();
    await number.waitFor({ timeout: 90_000 });
    await page.getByLabel('Interval').selectOption('hour');
    await number.waitFor();
    await page.getByText(/^Watched: \d+ ?% of the interval/).waitFor();
    await page.getByText('What passed in the rest of the time is in no number.').waitFor();
    await page.getByRole('table', { name: 'Origins and destinations' }).waitFor();
    const rowOfNone = page.getByRole('row', { name: /^No movement/ });
    expect(await rowOfNone.count()).toBe(1);
    await page
      .getByText(/^Not supported by this model: .+\. There is no number of them/)
      .first()
      .waitFor();
    const volumes = page.getByRole('table', { name: 'Volumes and flow rates' });
    await volumes
      .getByRole('row', { name: /\d+ ?% \d+$/ })
      .first()
      .waitFor();
    expect(await volumes.getByRole('columnheader').allInnerTexts()).toContain('PCU/h');
    await page.getByText('PCU', { exact: true }).first().click();
    await page
      .getByRole('button', { name: /^\d+\.\d of .*: list of the vehicles$/ })
      .first()
      .waitFor();
  });

  it('lead to their vehicles and the paths of those', async () => {
    await page.getByText('Vehicles', { exact: true }).first().click();
    await page
      .getByRole('button', { name: /^\d+ of All, .*: list of the vehicles$/ })
      .first()
      .click();
    await page
      .getByRole('button', { name: /^Show the path of vehicle/ })
      .first()
      .click();
    await page.getByRole('img', { name: /^Path of vehicle/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('img', { name: /^Path of vehicle/ }).waitFor({ state: 'detached' });
  });

  it('are told in the units that the site chose', async () => {
    await page.getByLabel('Table of this site').selectOption('trl');
    await waitFor('the choice', async () => {
      const { body } = await site.api('GET', 'site/pcu');
      return JSON.stringify(body).includes('"table":"trl"') ? true : null;
    });
    await page.getByRole('row', { name: /^Truck 1\.50/i }).waitFor();
  });
});

/** How many points of the canvas over the picture have the colour that only movements have. */
function wayPixels(page: Page): Promise<number> {
  return page.getByRole('application').evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) return -1;
    const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? [];
    let found = 0;
    for (let index = 0; index < pixels.length; index += 4) {
      const [red = 0, green = 0, blue = 0] = [pixels[index], pixels[index + 1], pixels[index + 2]];
      if (Math.abs(red - 179) < 4 && Math.abs(green - 157) < 4 && Math.abs(blue - 219) < 4) found += 1;
    }
    return found;
  });
}
