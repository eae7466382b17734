import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { chromiumPath, launchBrowser, nextPicture, openView, signedInPage } from '../support/browser.ts';
import { SMALL_MODEL, startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

const SIZE = 'size=640x360:rate=12.5';
const CAMERAS = [
  ['dark', 'Covered lens', `color=color=black:${SIZE}`, 'covered', 'Covered, dark or blurred: not counted as watched'],
  ['bars', 'Frozen encoder', `smptebars=${SIZE}`, 'frozen', 'Frozen at the camera: not counted as watched'],
] as const;
const gapsSchema = z.array(z.object({ cause: z.string(), fromUtcUs: z.number(), toUtcUs: z.number() }));

describe.skipIf(chromiumPath === null)('a picture that shows nothing of the road', () => {
  let site: TestSite;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await startTestSite({ model: SMALL_MODEL });
    for (const [id, name, graph] of CAMERAS) {
      const created = await site.api('POST', 'cameras', { id, name, source: { kind: 'test', graph } });
      expect(created.status).toBeLessThan(300);
    }
    const moving = { kind: 'test', graph: `testsrc2=${SIZE}` };
    await site.api('POST', 'cameras', { id: 'moving', name: 'Moving', source: moving });
    browser = await launchBrowser();
    page = await signedInPage(browser, site);
    await nextPicture(page, 'moving', null);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const tile = (id: string) => page.locator(`article[data-camera="${id}"]`);

  it.each(CAMERAS)('%s: the tile of "%s" says so, and goes on showing it', async (id, _name, _graph, cause, words) => {
    await tile(id).getByText(words).waitFor({ timeout: 120_000 });
    await tile(id).getByText('Live', { exact: true }).waitFor();
    expect(await site.camera(id)).toMatchObject({ state: 'live', reason: cause });
  });

  it.each(CAMERAS)('%s: the time of "%s" is a gap with its cause', async (id, _name, _graph, cause) => {
    const gaps = await waitFor('a gap', async () => {
      const found = gapsSchema.parse((await site.api('GET', `cameras/${id}/gaps?from=0&to=${Date.now() * 1000}`)).body);
      return found.some((gap) => gap.cause === cause) ? found : null;
    });
    expect(gaps.find((gap) => gap.cause === cause)).toBeDefined();
  });

  it('a camera whose picture moves is not accused', async () => {
    expect(await site.camera('moving')).toMatchObject({ state: 'live', reason: 'frames' });
    expect(await tile('moving').getByText('not counted as watched').count()).toBe(0);
  });

  it('the site says in words that two cameras show nothing, and the list of what happened says when', async () => {
    await page.getByRole('contentinfo').getByText('2 cameras show nothing').waitFor();
    await openView(page, '#/system');
    await page
      .getByText(/nothing is seen in the picture/)
      .first()
      .waitFor();
  });
});
