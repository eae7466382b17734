import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/find-programs.ts';
import type { TestSite } from './test-site.ts';

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

/** A page that is signed in as the site's admin through the form, as a person would. */
export async function signedInPage(
  browser: Browser,
  site: TestSite,
  size = { width: 1440, height: 900 },
): Promise<Page> {
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  await page.goto(site.url);
  await page.getByLabel('User').fill('admin');
  await page.locator('input[type="password"]').fill(site.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').first().waitFor();
  return page;
}
