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
}

/** Reads from the painted canvas, and from nothing else, which number the picture shows and which the boxes say. */
function sampleComposites(page: Page, wanted: number): Promise<Composite[]> {
  const points = Array.from({ length: BITS }, (_, bit) => ({ cell: cellCentre(bit), edge: boxEdge(bit) }));
  return page.evaluate(
    ([spots, count]) =>
      new Promise<{ picture: number; overlay: number }[]>((resolve) => {
        const found: { picture: number; overlay: number }[] = [];
        let last = '';
        const look = (): void => {
          const canvas = document.querySelector<HTMLCanvasElement>('article[data-camera="counter"] canvas');
          const frame = canvas?.dataset['frameId'] ?? '';
          const context = canvas?.getContext('2d') ?? null;
          if (canvas !== null && context !== null && frame !== '' && frame !== last) {
            last = frame;
            const scale = Math.min(canvas.width / 16, canvas.height / 9);
            const offset = { x: (canvas.width - 16 * scale) / 2, y: (canvas.height - 9 * scale) / 2 };
            const brightest = (at: { x: number; y: number }, reach: number): number => {
              const x = Math.round(offset.x + at.x * 16 * scale);
              const y = Math.round(offset.y + at.y * 9 * scale);
              const { data } = context.getImageData(x - 1, y - reach, 3, 2 * reach + 1);
              let most = 0;
              for (let index = 0; index < data.length; index += 4)
                most = Math.max(most, data[index] ?? 0, data[index + 1] ?? 0, data[index + 2] ?? 0);
              return most;
            };
            let picture = 0;
            let overlay = 0;
            spots.forEach(({ cell, edge }, bit) => {
              if (brightest(cell, 1) > 128) picture += 2 ** bit;
              if (brightest(edge, 3) > 80) overlay += 2 ** bit;
            });
            found.push({ picture, overlay });
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
});
