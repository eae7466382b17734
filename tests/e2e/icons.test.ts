import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../../scripts/run-program.ts';
import { chromiumPath, freshPage, launchBrowser } from '../support/browser.ts';

const folder = path.join(repositoryRoot, 'assets', 'icons');
const dataAddress = (name: string, type: string): string =>
  `data:${type};base64,${readFileSync(path.join(folder, name)).toString('base64')}`;

/** How far two pictures are apart: the mean of the differences of all bytes of all pixels. */
function distance(page: Page, first: string, second: string, size: number): Promise<number> {
  return page.evaluate(
    async ({ addresses, edge }) => {
      const pixels = async (address: string): Promise<Uint8ClampedArray> => {
        const image = new Image(edge, edge);
        image.src = address;
        await image.decode();
        const context = new OffscreenCanvas(edge, edge).getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.drawImage(image, 0, 0, edge, edge);
        return context.getImageData(0, 0, edge, edge).data;
      };
      const [a, b] = [await pixels(addresses[0]), await pixels(addresses[1])];
      return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
    },
    { addresses: [first, second] as const, edge: size },
  );
}

describe.skipIf(chromiumPath === null)('the icons', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await freshPage(browser);
  });
  afterAll(() => browser.close());

  it.each([
    ['icon.png', 1024],
    ['png/256x256.png', 256],
    ['png/32x32.png', 32],
  ])('show the drawing as it is now (%s): after a change to it, run npm run icons', async (name, size) => {
    const drawing = dataAddress('icon.svg', 'image/svg+xml');
    expect(await distance(page, drawing, dataAddress(name, 'image/png'), size)).toBeLessThan(3);
    // What is compared can tell pictures apart.
    const empty = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>';
    expect(await distance(page, empty, dataAddress(name, 'image/png'), size)).toBeGreaterThan(30);
  });
});
