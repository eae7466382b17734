import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot, runProgram } from '../../../scripts/run-program.ts';
import { nextPicture } from '../../support/browser.ts';
import { waitFor } from '../../support/test-site.ts';

/** The real Electron with the built desktop. Run by `npm run test:electron`, which says loudly when there is no Electron. */
const program = process.env['ELECTRON_PATH'] ?? '';
const built = existsSync(path.join(repositoryRoot, 'dist', 'electron', 'main.js'));
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
/** Chromium refuses to run its sandbox as root, and without the sandbox nothing here would be proven. */
const isRoot = process.getuid?.() === 0;
const TEXT_LIMIT_MS = 30_000;

describe.skipIf(program === '' || !built || !hasDisplay || isRoot)(
  'the desktop (needs Electron, a build, a display and no root)',
  () => {
    const data = mkdtempSync(path.join(os.tmpdir(), 'tcc-electron-'));
    const args = [repositoryRoot, `--data=${data}`, '--model=stopgap-448x256', '--lang=en'];
    let app: ElectronApplication;
    let page: Page;

    beforeAll(async () => {
      app = await _electron.launch({ executablePath: program, args, timeout: 60_000 });
      page = await app.firstWindow({ timeout: 90_000 });
    }, 150_000);
    afterAll(async () => {
      await app.close();
      rmSync(data, { recursive: true, force: true });
    }, 60_000);

    const cameras = async (): Promise<string[]> => {
      const tiles = page.locator('article[data-camera]');
      await tiles.first().waitFor({ timeout: TEXT_LIMIT_MS });
      const ids = await tiles.evaluateAll((list) => list.map((tile) => tile.getAttribute('data-camera')));
      return ids.filter((id): id is string => id !== null);
    };

    it('opens a window on its own page and signs in by itself', async () => {
      expect(page.url()).toMatch(/^tcc:\/\/app\/index\.html/);
      expect((await cameras()).length).toBeGreaterThanOrEqual(2);
    });

    it('shows live pictures of every camera, one after another', async () => {
      for (const id of await cameras()) {
        const first = await nextPicture(page, id, null);
        await nextPicture(page, id, first);
      }
    });

    it('gives its page nothing of Node or Electron', async () => {
      const seen = await page.evaluate(() => ({
        names: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
          (name) => name in window,
        ),
        bridge: Object.keys((window as unknown as { commandCenter: object }).commandCenter).sort(),
      }));
      expect(seen).toEqual({ names: [], bridge: ['gateway', 'pickFile', 'pickFolder'] });
    });

    it('keeps its page apart from the preload: what the page writes does not reach the bridge', async () => {
      const kept = await page.evaluate(() => {
        const host = window as unknown as { commandCenter: { gateway: { url: string } } };
        const before = host.commandCenter.gateway.url;
        try {
          Object.assign(host.commandCenter.gateway, { url: 'https://evil.example/' });
        } catch {
          // Frozen: just as well.
        }
        return host.commandCenter.gateway.url === before;
      });
      expect(kept).toBe(true);
    });

    it('runs its pages as the table of settings says', async () => {
      const preferences = await app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        // The only way to see what Electron made of the settings; not part of its documented interface.
        const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
        const { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag } =
          contents.getLastWebPreferences();
        return { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag };
      });
      expect(preferences).toEqual({
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      });
    });

    it('goes nowhere else and opens nothing', async () => {
      const before = page.url();
      await page.evaluate(() => {
        window.open('https://example.com/');
        window.location.href = 'https://example.com/';
      });
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(page.url()).toBe(before);
      expect(app.windows()).toHaveLength(1);
    });

    it('reaches its gateway and nothing else', async () => {
      const reached = await page.evaluate(async () => {
        const { url } = (window as unknown as { commandCenter: { gateway: { url: string } } }).commandCenter.gateway;
        const get = (address: string) =>
          fetch(address).then(
            (answer) => answer.status,
            () => 'refused',
          );
        return [
          await get(new URL('api/v1/health', url).href),
          await get('http://127.0.0.1:9/'),
          await get('https://example.com/'),
        ];
      });
      expect(reached).toEqual([200, 'refused', 'refused']);
    });

    it('gives no permission', async () => {
      const states = await page.evaluate(async () => {
        const ask = async (name: string) =>
          (await navigator.permissions.query({ name: name as PermissionName }).catch(() => null))?.state ?? 'unknown';
        return [await ask('geolocation'), await ask('notifications'), await ask('camera'), await ask('microphone')];
      });
      expect(states.every((state) => state !== 'granted')).toBe(true);
    });

    it('serves no file outside its page', async () => {
      const statuses = await page.evaluate(async () => {
        const addresses = [
          'tcc://app/..%2f..%2fpackage.json',
          'tcc://app/%2e%2e/electron/main.js',
          'tcc://app/missing.js',
        ];
        return Promise.all(
          addresses.map((address) =>
            fetch(address).then(
              ({ status }) => status,
              () => 0,
            ),
          ),
        );
      });
      for (const status of statuses) expect([0, 404]).toContain(status);
    });

    it('comes back in the same place after its page crashed', async () => {
      await page.evaluate(() => (window.location.hash = '#/system'));
      await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      );
      const address = () =>
        app.evaluate(async ({ BrowserWindow }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          if (contents === undefined || contents.isCrashed() || contents.isLoading()) return null;
          return contents.getURL();
        });
      expect(await waitFor('the page to be back', address)).toContain('#/system');
    });

    it('ends a second start on the same data folder, and goes on itself', async () => {
      const second = await runProgram(program, args, { output: 'keep', timeoutMs: 60_000 });
      expect([second.code, second.timedOut]).toEqual([0, false]);
      expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    });

    it('ends within its limit and leaves nothing running', async () => {
      const pid = app.process().pid ?? 0;
      const begun = performance.now();
      await app.close();
      await waitFor('its end', () => (isRunning(pid) ? null : true), 20_000);
      expect(performance.now() - begun).toBeLessThan(15_000);
    });
  },
);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
