import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser, signedInPage } from '../support/browser.ts';
import { BITS, boxEdge, cellCentre, paintedGraph, writeReadingModel } from '../support/painted-number.ts';
import { startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

const WANTED = Number(process.env['OVERLAY_SAMPLES'] ?? 120);
/** A file for the figures, for whoever writes them down. */
const REPORT = process.env['OVERLAY_REPORT'];
/** A busy machine shows a few pictures a second only. */
const LIMIT_MS = 120_000 + WANTED * 500;

interface Composite {
  readonly picture: number;
  readonly overlay: number;
  /** How many places of the number were on the canvas. */
  readonly bits: number;
}

/** Reads from the painted canvas, and from nothing else, which number the picture shows and which the boxes say. */
function sampleComposites(page: Page, wanted: number): Promise<Composite[]> {
  const points = Array.from({ length: BITS }, (_, bit) => ({ cell: cellCentre(bit), edge: boxEdge(bit) }));
  return page.evaluate(
    ([spots, count]) =>
      new Promise<{ picture: number; overlay: number; bits: number }[]>((resolve) => {
        const found: { picture: number; overlay: number; bits: number }[] = [];
        let last = '';
        const look = (): void => {
          const canvas = document.querySelector<HTMLCanvasElement>('article[data-camera="counter"] canvas');
          const frame = canvas?.dataset['frameId'] ?? '';
          const context = canvas?.getContext('2d') ?? null;
          if (canvas !== null && context !== null && frame !== '' && frame !== last) {
            last = frame;
            const [left = 0, top = 0, width = 0, height = 0] = (canvas.dataset['view'] ?? '').split(' ').map(Number);
            const x = (at: { x: number }) => Math.round(left + at.x * width);
            const y = (at: { y: number }) => Math.round(top + at.y * height);
            // Of an enlarged picture only a part is on the canvas.
            const seen = (at: { x: number; y: number }) =>
              x(at) > 4 && y(at) > 4 && x(at) < canvas.width - 4 && y(at) < canvas.height - 4;
            const brightest = (at: { x: number; y: number }, reach: number): number => {
              const { data } = context.getImageData(x(at) - 1, y(at) - reach, 3, 2 * reach + 1);
              let most = 0;
              for (let index = 0; index < data.length; index += 4)
                most = Math.max(most, data[index] ?? 0, data[index + 1] ?? 0, data[index + 2] ?? 0);
              return most;
            };
            let picture = 0;
            let overlay = 0;
            let bits = 0;
            spots.forEach(({ cell, edge }, bit) => {
              if (!seen(cell) || !seen(edge)) return;
              bits += 1;
              if (brightest(cell, 1) > 128) picture += 2 ** bit;
              if (brightest(edge, 3) > 80) overlay += 2 ** bit;
            });
            found.push({ picture, overlay, bits });
          }
          if (found.length >= count) resolve(found);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    [points, wanted] as const,
  );
}

describe.skipIf(chromiumPath === null)('a tile', () => {
  let site: TestSite;
  let browser: Browser;

  beforeAll(async () => {
    const data = mkdtempSync(path.join(os.tmpdir(), 'tcc-overlay-'));
    const model = writeReadingModel(path.join(data, 'models'));
    site = await startTestSite({ data, model });
    browser = await launchBrowser();
    const created = await site.api('POST', 'cameras', {
      id: 'counter',
      name: 'Counter',
      source: { kind: 'test', graph: paintedGraph(12.5) },
    });
    expect(created.status).toBeLessThan(300);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  it(
    'never shows a picture with the boxes of another one',
    async () => {
      const page = await signedInPage(browser, site);
      await waitFor('a picture with boxes', async () => {
        const boxes = await page.locator('article[data-camera="counter"] canvas').getAttribute('data-boxes');
        return boxes === null || boxes === 'none' ? null : boxes;
      });
      const composites = await sampleComposites(page, WANTED);
      const wrong = composites.filter(({ picture, overlay }) => picture !== overlay);
      const distinct = new Set(composites.map(({ picture }) => picture)).size;
      if (REPORT !== undefined)
        writeFileSync(REPORT, JSON.stringify({ samples: composites.length, mismatches: wrong.length, distinct }));
      expect(wrong).toEqual([]);
      expect(distinct).toBeGreaterThan(WANTED * 0.9);
    },
    LIMIT_MS,
  );

  it(
    'never does so enlarged and moved either',
    async () => {
      const page = await signedInPage(browser, site);
      const canvas = page.locator('article[data-camera="counter"] canvas');
      await canvas.and(page.locator('[data-boxes]:not([data-boxes="none"])')).waitFor({ timeout: 60_000 });
      const whole = Number((await canvas.getAttribute('data-view'))?.split(' ')[2]);
      await page.keyboard.press('1');
      for (const key of ['+', 'Shift+ArrowLeft', 'Shift+ArrowUp']) await page.keyboard.press(key);
      await waitFor('an enlarged picture', async () => {
        const width = Number((await canvas.getAttribute('data-view'))?.split(' ')[2]);
        return Math.abs(width - whole * 1.5) < 1 ? true : null;
      });
      const composites = await sampleComposites(page, 30);
      expect(composites.filter(({ picture, overlay }) => picture !== overlay)).toEqual([]);
      expect(Math.min(...composites.map(({ bits }) => bits))).toBeGreaterThan(0);
      expect(new Set(composites.map(({ picture }) => picture)).size).toBeGreaterThan(1);
    },
    LIMIT_MS,
  );
});
