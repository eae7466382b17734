import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  chromiumPath,
  launchBrowser,
  markMemory,
  nextPicture,
  openView,
  shownPicture,
  signedInPage,
} from '../support/browser.ts';
import { startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

const camerasSchema = z.array(z.object({ id: z.string(), name: z.string() }));
const systemSchema = z.object({ clients: z.array(z.object({ id: z.number(), sentFrames: z.number() })) });

describe.skipIf(chromiumPath === null)('the wall of the demo site', () => {
  let site: TestSite;
  let browser: Browser;
  let page: Page;
  let cameras: z.infer<typeof camerasSchema>;

  beforeAll(async () => {
    site = await startTestSite({ demo: true, model: 'stopgap-448x256' });
    browser = await launchBrowser();
    // The first page of the wall: what is on others is not drawn.
    cameras = camerasSchema.parse((await site.api('GET', 'cameras')).body).slice(0, 4);
    page = await signedInPage(browser, site);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const tile = (id: string) => page.locator(`article[data-camera="${id}"]`);
  const fact = async (id: string, name: string) => {
    const text = await tile(id).locator(`dt:text-is("${name}") + dd`).innerText();
    return text.startsWith('–') ? null : Number.parseFloat(text.replaceAll(',', ''));
  };
  const sentFrames = async () => {
    const { clients } = systemSchema.parse((await site.api('GET', 'system')).body);
    return clients.reduce((sum, client) => sum + client.sentFrames, 0);
  };

  it('shows every camera with a picture within 15 seconds', async () => {
    const since = Date.now();
    for (const { id } of cameras) await nextPicture(page, id, null, Math.max(1, since + 15_000 - Date.now()));
    expect(cameras.length).toBeGreaterThanOrEqual(2);
    expect(Date.now() - since).toBeLessThan(16_000);
  });

  it('names each camera and says in a word how it is', async () => {
    for (const { id, name } of cameras) {
      await tile(id).getByRole('link', { name, exact: true }).waitFor();
      await tile(id).getByText('Live', { exact: true }).waitFor();
    }
  });

  it('goes on: pictures follow one another and are young', async () => {
    for (const { id } of cameras) {
      const first = await nextPicture(page, id, null);
      await nextPicture(page, id, first);
      const age = await waitFor(`a young picture of ${id}`, async () => {
        const seconds = await fact(id, 'Picture age');
        return seconds !== null && seconds < 2.5 ? seconds : null;
      });
      expect(age).toBeGreaterThanOrEqual(0);
    }
  });

  it('counts up without being loaded again', async () => {
    const same = await markMemory(page);
    /** All numbers of the wall together; null while one of them is not known yet. */
    const crossings = async () => {
      const both = await Promise.all(cameras.flatMap(({ id }) => [fact(id, 'In today'), fact(id, 'Out today')]));
      return both.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0 as number | null);
    };
    const before = await waitFor('the first numbers', crossings);
    await waitFor('a higher number', async () => (((await crossings()) ?? 0) > before + 2 ? true : null));
    expect(await same()).toBe(true);
  });

  it('is worked by keys: a number picks a tile, arrows move on, Enter shows it large, once more its page, Esc goes back', async () => {
    const names = cameras.map(({ name }) => name).sort((a, b) => a.localeCompare(b));
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('1');
    expect(await focused()).toBe(names[0]);
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe(names[1]);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Back to the wall' }).waitFor();
    expect(await page.locator('article').count()).toBe(1);
    expect(await focused()).toBe(names[1]);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: 'Live' }).waitFor();
    expect(await focused()).toBe(names[1]);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Back to the wall' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Calibrate anew' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: 'Live' }).waitFor();
  });

  it('says in one line, for who does not see it, that a camera went away and came back', async () => {
    const { id, name } = cameras[0]!;
    const line = page.getByRole('main').getByRole('status');
    await site.api('PATCH', `cameras/${id}`, { enabled: false });
    await line.filter({ hasText: `${name}: Paused.` }).waitFor();
    await site.api('PATCH', `cameras/${id}`, { enabled: true });
    await line.filter({ hasText: `${name}: Live.` }).waitFor({ timeout: 45_000 });
  });

  it('draws and asks for nothing while the tab is hidden, and goes on when it is seen again', async () => {
    const id = cameras[0]!.id;
    await nextPicture(page, id, await shownPicture(page, id));
    // Headless windows are never covered: what the browser would say is said in its place.
    const see = (state: 'hidden' | 'visible') =>
      page.evaluate((word) => {
        Object.defineProperty(document, 'visibilityState', { value: word, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await see('hidden');
    const still = await standsStill('frames sent', sentFrames);
    const picture = await shownPicture(page, id);
    expect(await standsStill('frames sent', sentFrames)).toBe(still);
    expect(await shownPicture(page, id)).toEqual(picture);
    await see('visible');
    await nextPicture(page, id, picture);
    expect(await sentFrames()).toBeGreaterThan(still);
  });

  it('sends no pictures to a screen that does not look at the wall any more', async () => {
    const moving = await sentFrames();
    await waitFor('frames to be sent', async () => ((await sentFrames()) > moving ? true : null));
    await openView(page, '#/system');
    await page.getByRole('heading', { level: 1, name: 'System' }).waitFor();
    await standsStill('frames sent', sentFrames);
    await openView(page, '#/live');
    for (const { id } of cameras) await nextPicture(page, id, null);
  });
});

/** Reads until the number has not moved for a stretch in which a running wall sends dozens of frames. */
async function standsStill(what: string, read: () => Promise<number>): Promise<number> {
  let last = await read();
  let since = Date.now();
  return waitFor(`${what} to stand still`, async () => {
    const now = await read();
    if (now !== last) {
      last = now;
      since = Date.now();
    }
    return Date.now() - since > 1500 ? now : null;
  });
}
