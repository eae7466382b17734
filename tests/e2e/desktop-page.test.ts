import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessSchema, cameraViewSchema } from '../../domain/contracts/api.ts';
import { createAppHandler } from '../../electron/security/app-protocol.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';
import {
  createNodeHost,
  launchOf,
  openSite,
  type OpenSite,
  planSite,
  prepareDataFolder,
  readOrMakeKeyFile,
} from '../../workers/supervisor/index.ts';
import { chromiumPath, freshPage, launchBrowser, markMemory, nextPicture, openView } from '../support/browser.ts';
import { waitFor } from '../support/test-site.ts';

/**
 * The page as the desktop serves it, in a browser: with the desktop's own headers, from another origin than the
 * gateway's, let in by the bridge. Only the scheme differs: a browser cannot be taught `tcc:`.
 */
const renderer = path.join(repositoryRoot, 'dist', 'renderer');
const token = randomBytes(32).toString('hex');

async function servePage(gatewayUrl: () => string | null): Promise<{ origin: string; stop(): Promise<void> }> {
  const handler = createAppHandler(renderer, gatewayUrl);
  const server = http.createServer((request, response) => {
    void handler({ method: request.method ?? '', url: `tcc://app${request.url ?? '/'}` }).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function startSite(data: string, origin: string): Promise<OpenSite> {
  prepareDataFolder(data);
  const key = readOrMakeKeyFile(data);
  if (!key.ok) throw new Error(key.failure.message);
  const launch = await launchOf({
    host: 'desktop',
    version: '0.0.0-test',
    entries: path.join(repositoryRoot, 'workers', 'entries'),
    ending: '.ts',
    shippedFolder: repositoryRoot,
    rendererFolder: renderer,
    dataFolder: data,
    dataKey: key.value,
    port: 0,
    demo: true,
    threads: 2,
    media: [],
    model: 'stopgap-448x256',
    ffmpeg: '',
    origins: [origin],
    launchToken: token,
  });
  if (!launch.ok) throw new Error(launch.failure.message);
  const logFolder = path.join(data, 'logs');
  const opened = await openSite({ host: createNodeHost(), plans: planSite(launch.value), logFolder, printLog: false });
  if (!opened.ok) throw new Error(opened.failure.message);
  return opened.value;
}

describe.skipIf(chromiumPath === null || !existsSync(renderer))('the page of the desktop', () => {
  const data = mkdtempSync(path.join(os.tmpdir(), 'tcc-page-'));
  const complaints: string[] = [];
  let site: OpenSite;
  let served: Awaited<ReturnType<typeof servePage>>;
  let browser: Browser;
  let page: Page;
  let gatewayUrl: string | null = null;
  /** The tokens that the page was given, the newest last. */
  const given: string[] = [];

  beforeAll(async () => {
    served = await servePage(() => gatewayUrl);
    site = await startSite(data, served.origin);
    gatewayUrl = site.url;
    browser = await launchBrowser();
    page = await freshPage(browser);
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('response', (answer) => {
      if (!answer.url().endsWith('/api/v1/sign-in/token') || !answer.ok()) return;
      const read = answer.json().then((body) => given.push(accessSchema.parse(body).accessToken));
      read.catch(() => undefined);
    });
    await page.addInitScript(`window.commandCenter = {
      ...${JSON.stringify({ gateway: { url: site.url, token } })},
      pickFile: ({ kind }) => Promise.resolve({ path: '/videos/' + kind + '.mp4', usable: 'not-allowed' }),
      pickFolder: () => Promise.resolve({ path: '/videos', usable: 'after-restart' }),
    };`);
    await page.goto(`${served.origin}/index.html`);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
    await served.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('signs in by itself and shows live pictures of every camera', async () => {
    const tiles = page.locator('article[data-camera]');
    await tiles.first().waitFor({ timeout: 30_000 });
    const ids = await tiles.evaluateAll((list) => list.map((tile) => tile.getAttribute('data-camera') ?? ''));
    expect(ids.length).toBeGreaterThanOrEqual(2);
    for (const id of ids) await nextPicture(page, id, await nextPicture(page, id, null));
  });

  it('finds everything it needs within the policy of the desktop', async () => {
    for (const view of ['#/cameras', '#/system', '#/live']) {
      await page.evaluate((hash) => (window.location.hash = hash), view);
      await page.getByRole('main').waitFor();
    }
    expect(complaints.filter((text) => /content security|refused|blocked|cors/i.test(text))).toEqual([]);
  });

  it('is let nowhere else by that policy', async () => {
    const before = complaints.length;
    const reached = await page.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'reached',
        () => 'refused',
      ),
    );
    expect(reached).toBe('refused');
    expect(complaints.slice(before).join()).toMatch(/content security policy/i);
  });

  const lines = async () => cameraViewSchema.parse(await (await ask('cameras/north-bridge')).json()).lines;
  const ask = (route: string, method = 'GET'): Promise<Response> =>
    fetch(`${site.url}api/v1/${route}`, { method, headers: { authorization: `Bearer ${given.at(-1) ?? ''}` } });
  const picture = () =>
    page.evaluate(() => document.querySelector<HTMLCanvasElement>('canvas[data-frame-id]')?.dataset['frameId'] ?? '');
  const gatewayPid = () => site.supervisor.processes.find(({ name }) => name === 'gateway')?.pid ?? 0;

  it('has no way to sign out: nobody there has a password to come back with', async () => {
    await page.getByRole('banner').getByText('desktop', { exact: false }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(0);
  });

  const endings: [string, () => Promise<unknown>][] = [
    ['its sign-in ends', () => ask('sign-out', 'POST')],
    ['the gateway is restarted', () => Promise.resolve(process.kill(gatewayPid(), 'SIGKILL'))],
  ];
  it.each(endings)('when %s it comes back by itself, with the work that nobody saved', async (what, end) => {
    const same = await markMemory(page);
    await openView(page, '#/camera/north-bridge');
    await page.getByRole('button', { name: /^Eastbound/ }).waitFor();
    await page
      .getByRole('region', { name: 'Lines and zones' })
      .getByRole('button', { name: 'Line', exact: true })
      .click();
    const name = `Gate after ${what}`;
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('Name', { exact: true }).press('Enter');
    const tokens = given.length;
    await end();
    await waitFor('another token', () => (given.length > tokens ? true : null));
    const still = await picture();
    await waitFor('the picture to go on', async () => ((await picture()) === still ? null : true));
    await page.getByText(/unsaved change/).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/unsaved change/).waitFor({ state: 'detached' });
    expect((await lines()).map((line) => line.name)).toContain(name);
    expect(await same()).toBe(true);
    await openView(page, '#/live');
  });

  it('offers the dialogs of the system for recordings, and says when the site may not read what was picked', async () => {
    await openView(page, '#/cameras');
    await page.getByRole('button', { name: 'Add camera' }).first().click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: 'Choose a recording' }).click();
    await form.getByRole('status').getByText('The site may not read this file yet').waitFor();
    expect(await form.getByRole('textbox', { name: 'Source' }).inputValue()).toBe('/videos/recording.mp4');
    await form.getByRole('button', { name: 'Choose a folder' }).click();
    await form.getByRole('status').getByText('from the next start').waitFor();
    expect(await form.getByRole('textbox', { name: 'Source' }).inputValue()).toBe('/videos');
    expect(await form.getByRole('combobox', { name: 'Kind of source' }).inputValue()).toBe('Folder of video files');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await openView(page, '#/live');
  });

  it('says so, and asks for no password, where the site does not know its launch', async () => {
    const stranger = await freshPage(browser);
    const access = { gateway: { url: site.url, token: 'f'.repeat(64) } };
    await stranger.addInitScript(`window.commandCenter = ${JSON.stringify(access)};`);
    await stranger.goto(`${served.origin}/index.html`);
    await stranger.getByText('The site does not let this window in any more.').waitFor();
    await stranger.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await stranger.locator('input[type="password"]').count()).toBe(0);
    await stranger.context().close();
  });

  it('is signed in again by a plain reload, as after a crash', async () => {
    await page.reload();
    await page.locator('article[data-camera]').first().waitFor({ timeout: 30_000 });
  });
});
