import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { repositoryRoot } from '../../scripts/run-program.ts';
import { type RunningSite, startSiteHost } from '../../scripts/site-host.ts';
import { chromiumPath, freshPage, launchBrowser, signIn, storedByBrowser } from '../support/browser.ts';

const PASSWORD = 'the bridge opens at seven';
const DOOR = 'Sign in';

/** A site whose one-time link nobody has used yet. */
async function startUnusedSite(data: string): Promise<RunningSite> {
  const started = await startSiteHost(
    {
      host: 'site',
      port: 0,
      data,
      open: false,
      demo: false,
      threads: 1,
      verbose: false,
      media: [],
      model: 'stopgap-448x256',
    },
    {
      root: repositoryRoot,
      entries: path.join(repositoryRoot, 'workers', 'entries'),
      ending: '.ts',
      version: '0.0.0-test',
    },
  );
  if (!started.ok) throw new Error(started.failure.message);
  return started.value;
}

/** The access token that the page is given next; the page itself keeps it in memory only. */
async function tokenGivenBy(page: Page, act: () => Promise<void>): Promise<string> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().includes('/api/v1/sign-in') && response.ok()),
    act(),
  ]);
  return z.object({ accessToken: z.string() }).parse(await answer.json()).accessToken;
}

describe.skipIf(chromiumPath === null)('the door', () => {
  const data = mkdtempSync(path.join(os.tmpdir(), 'tcc-door-'));
  let site: RunningSite;
  let browser: Browser;
  let link = '';

  beforeAll(async () => {
    site = await startUnusedSite(data);
    link = site.signInLink ?? '';
    browser = await launchBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('lets the holder of the one-time link in after a password was chosen', async () => {
    const page = await freshPage(browser);
    const oneTime = link.split('#token=')[1] ?? 'no token in the link';
    const token = await tokenGivenBy(page, async () => void (await page.goto(link)));
    const first = page.getByLabel('New password');
    await first.waitFor();
    // Neither the address nor the way back leads to the token.
    expect(page.url()).not.toContain('token');
    expect(await page.evaluate(() => window.history.length)).toBeLessThanOrEqual(2);

    await first.fill('short');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('At least 10 characters').last().waitFor();
    await first.fill(PASSWORD);
    await page.getByLabel('The same password again').fill('something else');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('The two passwords are not the same.').waitFor();
    await page.getByLabel('The same password again').fill(PASSWORD);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByRole('navigation').waitFor();

    const stored = await storedByBrowser(page);
    for (const secret of [token, oneTime, PASSWORD]) expect(stored).not.toContain(secret);
    expect(await page.content()).not.toContain(oneTime);
    await page.context().close();
  });

  it('says that a link works once', async () => {
    const page = await freshPage(browser);
    await page.goto(link);
    await page.getByText('This sign-in link is not valid any more.').waitFor();
    await page.getByText('A link works once.').waitFor();
    expect(page.url()).not.toContain('token');
    await page.context().close();
  });

  it('says that the password is wrong and what to do, then takes the right one', async () => {
    const page = await freshPage(browser);
    await page.goto(site.url);
    await signIn(page, 'not the password');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    const words = (await alert.innerText()).split('\n').filter((line) => line.trim() !== '');
    expect(words.length).toBeGreaterThanOrEqual(2);
    expect(words.join(' ')).toMatch(/password/i);
    expect(words.join(' ')).not.toContain('not the password');

    await page.getByText('VI', { exact: true }).click();
    await alert.getByText('Sai tên người dùng hoặc mật khẩu.').waitFor();
    expect(await alert.innerText()).not.toMatch(/password|wrong|check/i);
    await page.getByText('EN', { exact: true }).click();

    await signIn(page, PASSWORD);
    await page.getByRole('navigation').waitFor();
    await page.context().close();
  });

  it('keeps the token out of everything that the browser stores, and ends it at sign-out', async () => {
    const page = await freshPage(browser);
    await page.goto(site.url);
    const token = await tokenGivenBy(page, () => signIn(page, PASSWORD));
    await page.getByRole('navigation').waitFor();
    expect(await storedByBrowser(page)).not.toContain(token);
    const session = (): Promise<Response> =>
      fetch(`${site.url}api/v1/session`, { headers: { authorization: `Bearer ${token}` } });
    expect((await session()).status).toBe(200);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: DOOR }).waitFor();
    expect((await session()).status).toBe(401);
    expect(await storedByBrowser(page)).not.toContain(token);
    await page.context().close();
  });

  it('asks again after a reload, because nothing was kept', async () => {
    const page = await freshPage(browser);
    await page.goto(site.url);
    await signIn(page, PASSWORD);
    await page.getByRole('navigation').waitFor();
    await page.reload();
    await page.getByRole('button', { name: DOOR }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.context().close();
  });
});
