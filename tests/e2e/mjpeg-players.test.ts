import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findVlc } from '../../scripts/find-programs.ts';
import { chromiumPath, freshPage, launchBrowser } from '../support/browser.ts';
import { startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

const CAMERA = 'moving';
/** VLC refuses to run as root, so root starts it as the user who owns nothing. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const vlc = findVlc();

/** The stream of a camera for programs that are not ours: they have its address with a key, and nothing else. */
describe('the MJPEG stream', () => {
  let site: TestSite;
  let url: string;
  beforeAll(async () => {
    site = await startTestSite();
    const source = { kind: 'test', graph: 'testsrc2=size=640x360:rate=12.5' };
    await site.api('POST', 'cameras', { id: CAMERA, name: 'Moving', source });
    const made = await site.api('POST', `cameras/${CAMERA}/stream-keys`, {});
    url = z.object({ url: z.string() }).parse(made.body).url;
  }, 120_000);
  afterAll(() => site.stop());

  describe.skipIf(chromiumPath === null)('in a browser', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser.close());

    it('plays: one picture that goes on changing', async () => {
      const page = await freshPage(browser);
      await page.goto(url, { waitUntil: 'commit' });
      await page.waitForFunction(() => document.images[0]?.naturalWidth === 640);
      expect(await page.evaluate(() => document.images[0]?.naturalHeight)).toBe(360);
      const seen = new Set<string>();
      await waitFor('five different pictures', async () => {
        seen.add((await page.screenshot()).toString('base64'));
        return seen.size >= 5 ? true : null;
      });
      await page.close();
    });
  });

  describe.skipIf(vlc === null)('in VLC', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-vlc-'));
    let player: ChildProcess | null = null;
    afterAll(() => {
      player?.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    });

    it('plays: it decodes one picture after another', async () => {
      chmodSync(folder, 0o777);
      const snapshots = ['--video-filter=scene', '--scene-format=png', '--scene-ratio=5', `--scene-path=${folder}`];
      const silent = ['-I', 'dummy', '-V', 'dummy', '--no-audio'];
      player = spawn(vlc ?? '', [...silent, ...snapshots, url], { stdio: 'ignore', detached: true, ...NOBODY });
      const pictures = () =>
        readdirSync(folder).map((name) => readFileSync(path.join(folder, name)).toString('base64'));
      await waitFor('five different pictures', () => (new Set(pictures()).size >= 5 ? true : null));
      // The first bytes of a PNG hold its size. VLC hands on whole blocks of sixteen lines, so it may be a little higher.
      const [first] = readdirSync(folder).sort();
      const header = readFileSync(path.join(folder, first ?? ''));
      expect(header.readUInt32BE(16)).toBe(640);
      expect([360, 368, 384]).toContain(header.readUInt32BE(20));
    });
  });
});
