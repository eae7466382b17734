import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/find-programs.ts';
import { type TestSite, waitFor } from './test-site.ts';

/** Null: no Chromium on this machine; tests that need it skip visibly. */
export const chromiumPath = findChromium();

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  if (chromiumPath === null) throw new Error('Chromium is not installed');
  return chromium.launch({ executablePath: chromiumPath, args: FLAGS });
}

const WIDE = { width: 1440, height: 900 };

/** A page of its own, with nothing remembered from another one. */
export async function freshPage(browser: Browser, size = WIDE): Promise<Page> {
  const context = await browser.newContext({ viewport: size, locale: 'en-GB' });
  // What has not come by then does not come: a test that fails should not hold up the others.
  context.setDefaultTimeout(15_000);
  return context.newPage();
}

/** A page that is signed in as the site's admin through the form, as a person would. */
export async function signedInPage(browser: Browser, site: TestSite, size = WIDE): Promise<Page> {
  const page = await freshPage(browser, size);
  await page.goto(site.url);
  await signIn(page, site.password);
  await page.getByRole('navigation').first().waitFor();
  return page;
}

/** Fills in the door's form and sends it; what comes of it is for the test to look at. */
export async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('User').fill('admin');
  await page.locator('input[type="password"]').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Moves to another view without loading the page again, which would sign out. */
export async function openView(page: Page, hash: string): Promise<void> {
  await page.evaluate((place) => {
    window.location.hash = place;
  }, hash);
}

export interface ShownPicture {
  readonly frameId: number;
  readonly sessionId: string;
}

/** Which frame the tile of a camera shows now; null while it shows none. */
export async function shownPicture(page: Page, cameraId: string): Promise<ShownPicture | null> {
  return page.evaluate((id) => {
    const data = document.querySelector<HTMLCanvasElement>(`article[data-camera="${id}"] canvas`)?.dataset;
    const frameId = data?.['frameId'];
    return frameId === undefined ? null : { frameId: Number(frameId), sessionId: data?.['sessionId'] ?? '' };
  }, cameraId);
}

/** Waits until the tile shows another picture than this one. */
export function nextPicture(page: Page, cameraId: string, than: ShownPicture | null, limitMs = 30_000) {
  return waitFor(
    `a new picture of ${cameraId}`,
    async () => {
      const shown = await shownPicture(page, cameraId);
      return shown === null || (shown.frameId === than?.frameId && shown.sessionId === than.sessionId) ? null : shown;
    },
    limitMs,
  );
}

/** Everything that a browser keeps for this page beyond its own memory, as one text. */
export async function storedByBrowser(page: Page): Promise<string> {
  const inPage = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const caches = await window.caches.keys();
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, databases, caches]);
  });
  return inPage + JSON.stringify(await page.context().cookies());
}

/** A mark in the page's memory that a reload would lose. */
export async function markMemory(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => Object.assign(window, { markOfTheTest: true }));
  return () => page.evaluate(() => 'markOfTheTest' in window);
}

/** Walks with Tab, as somebody without a mouse, until this control has the focus. */
export async function tabUntil(page: Page, control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let step = 0; step < 400; step += 1) {
    await page.keyboard.press(key);
    if (await control.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${key} did not reach ${String(control)}`);
}
