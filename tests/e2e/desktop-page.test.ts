import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import { chromiumPath, freshPage, launchBrowser, nextPicture } from '../support/browser.ts';

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

  beforeAll(async () => {
    served = await servePage(() => gatewayUrl);
    site = await startSite(data, served.origin);
    gatewayUrl = site.url;
    browser = await launchBrowser();
    page = await freshPage(browser);
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.addInitScript(`window.commandCenter = ${JSON.stringify({ gateway: { url: site.url, token } })};`);
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

  it('is signed in again by a plain reload, as after a crash', async () => {
    await page.reload();
    await page.locator('article[data-camera]').first().waitFor({ timeout: 30_000 });
  });
});
