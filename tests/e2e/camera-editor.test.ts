import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { chromiumPath, launchBrowser, openView, signedInPage, tabUntil } from '../support/browser.ts';
import { startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

const CAMERA = 'north-bridge';
const pointSchema = z.object({ x: z.number(), y: z.number() });
const drawingsSchema = z.object({
  lines: z.array(z.object({ name: z.string(), from: pointSchema, to: pointSchema, inName: z.string() })),
  zones: z.array(z.object({ name: z.string(), points: z.array(pointSchema) })),
});

describe.skipIf(chromiumPath === null)('lines and zones of a camera', () => {
  let site: TestSite;
  let browser: Browser;
  let page: Page;
  let picture: Locator;

  beforeAll(async () => {
    site = await startTestSite({ demo: true, model: 'stopgap-448x256' });
    browser = await launchBrowser();
    page = await signedInPage(browser, site);
    await openView(page, `#/camera/${CAMERA}`);
    picture = page.getByRole('application');
    await page.locator(`canvas[data-camera="${CAMERA}"][data-frame-id]`).waitFor();
    await row('Eastbound').waitFor();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const stored = async () => drawingsSchema.parse((await site.api('GET', `cameras/${CAMERA}`)).body);
  const storedLine = async (name: string) => (await stored()).lines.find((line) => line.name === name);
  const row = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? 'nothing with a name');
  const unsaved = () => page.getByText(/unsaved change/);

  /** A place of the picture in pixels of the page. */
  async function at(x: number, y: number): Promise<{ x: number; y: number }> {
    const box = await picture.boundingBox();
    if (box === null) throw new Error('the picture is not on screen');
    return { x: box.x + x * box.width, y: box.y + y * box.height };
  }
  async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const [start, end] = [await at(...from), await at(...to)];
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 3 });
    await page.mouse.move(end.x, end.y, { steps: 3 });
    await page.mouse.up();
  }
  async function clickCorners(corners: readonly (readonly [number, number])[]): Promise<void> {
    for (const corner of corners) {
      const spot = await at(...corner);
      await page.mouse.click(spot.x, spot.y);
    }
  }
  async function rename(to: string): Promise<void> {
    const field = page.getByLabel('Name', { exact: true });
    await field.fill(to);
    await field.press('Enter');
    await row(to).waitFor();
  }
  async function save(): Promise<void> {
    await page.getByRole('button', { name: 'Save' }).click();
    await unsaved().waitFor({ state: 'detached' });
  }

  it('a line is drawn, moved, renamed, flipped, taken back and saved with the mouse', async () => {
    await page.getByRole('button', { name: 'Line', exact: true }).first().click();
    await drag([0.12, 0.84], [0.9, 0.84]);
    await row('Line 1').waitFor();
    await unsaved().waitFor();
    expect(await storedLine('Line 1')).toBeUndefined();

    await drag([0.46, 0.84], [0.46, 0.7]);
    await rename('South gate');
    const flip = page.getByRole('button', { name: 'Flip the direction of South gate' });
    await flip.click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await save();
    const plain = await waitFor('the line', async () => (await storedLine('South gate')) ?? null);
    expect(plain.from.x).toBeCloseTo(0.12, 1);
    expect(plain.to.x).toBeCloseTo(0.9, 1);
    expect(plain.from.y).toBeCloseTo(0.7, 1);

    await flip.click();
    await save();
    const flipped = await waitFor('the flipped line', async () => {
      const line = await storedLine('South gate');
      return line !== undefined && line.from.x > line.to.x ? line : null;
    });
    expect([flipped.from, flipped.to]).toEqual([plain.to, plain.from]);
    expect(flipped.inName).toBe(plain.inName);
  });

  it('the same is done with the keyboard alone', async () => {
    await page.getByRole('main').focus();
    const toAdd = page.getByRole('region', { name: 'Lines and zones' }).getByRole('button', { name: 'Line' });
    await tabUntil(page, toAdd);
    await page.keyboard.press('Enter');
    await row('Line 1').waitFor();
    await tabUntil(page, page.getByLabel('Name', { exact: true }));
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Keyboard gate');
    await page.keyboard.press('Enter');
    await row('Keyboard gate').waitFor();

    await tabUntil(page, picture, 'Shift+Tab');
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('f');
    await page.keyboard.press('f');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+s');
    const line = await waitFor('the line', async () => (await storedLine('Keyboard gate')) ?? null);
    // It began from 25 % to 75 % at 60 %: moved up by 2 % and left by 0.2 %, flipped once.
    expect(line.from.x).toBeCloseTo(0.748, 4);
    expect(line.to.x).toBeCloseTo(0.248, 4);
    expect(line.from.y).toBeCloseTo(0.58, 4);
    await unsaved().waitFor({ state: 'detached' });
  });

  it('holding the keys of saving down, or pressing them again before the answer, saves once', async () => {
    const asked: string[] = [];
    let answer: () => void = () => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/api/v1/**/lines', async (route) => {
      asked.push(route.request().method());
      await mayAnswer;
      await route.continue();
    });
    await page.getByRole('region', { name: 'Lines and zones' }).getByRole('button', { name: 'Line' }).click();
    await row('Line 1').waitFor();
    await rename('Impatient gate');
    await picture.focus();
    await page.keyboard.down('Control');
    for (let repeat = 0; repeat < 4; repeat += 1) await page.keyboard.down('s');
    await page.keyboard.up('s');
    await page.keyboard.press('s');
    await page.keyboard.up('Control');
    await waitFor('the question to the site', () => (asked.length > 0 ? true : null));
    answer();
    await unsaved().waitFor({ state: 'detached' });
    await page.unroute('**/api/v1/**/lines');
    expect(asked).toEqual(['POST']);
    expect((await stored()).lines.filter(({ name }) => name === 'Impatient gate')).toHaveLength(1);
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByRole('button', { name: 'Delete Impatient gate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await row('Impatient gate').waitFor({ state: 'detached' });
    await save();
  });

  it('a zone whose outline crosses itself is refused in words; a plain one is kept', async () => {
    await page.getByRole('button', { name: 'Zone', exact: true }).first().click();
    await clickCorners([
      [0.05, 0.08],
      [0.25, 0.25],
      [0.25, 0.08],
      [0.05, 0.25],
    ]);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The outline crosses itself').waitFor();
    await page.keyboard.press('Escape');
    await clickCorners([
      [0.05, 0.08],
      [0.25, 0.08],
      [0.25, 0.25],
      [0.05, 0.25],
    ]);
    await page.keyboard.press('Enter');
    await row('Zone 1').waitFor();
    await save();
    const zone = await waitFor(
      'the zone',
      async () => (await stored()).zones.find(({ name }) => name === 'Zone 1') ?? null,
    );
    expect(zone.points).toHaveLength(4);
    expect(zone.points[2]?.x).toBeCloseTo(0.25, 1);
    expect(zone.points[2]?.y).toBeCloseTo(0.25, 1);
  });

  it('counts crossings of the new line, and a number leads to the vehicles and their paths', async () => {
    const number = page.getByRole('button', { name: /crossings?, All, South gate, / }).first();
    await number.waitFor({ timeout: 60_000 });
    // Nobody has named its directions: each language says its own words for them.
    const direction = (way: 'in' | 'out') =>
      page.locator(`tr[data-direction="${way}"]`).filter({ hasText: 'South gate' }).locator('th span');
    const directions = async () => [await direction('in').innerText(), await direction('out').innerText()];
    expect(await directions()).toEqual(['in', 'out']);
    await page.getByText('VI', { exact: true }).click();
    expect(await directions()).toEqual(['vào', 'ra']);
    await page.getByText('EN', { exact: true }).click();
    await number.click();
    const list = page.getByRole('complementary');
    await list.getByRole('heading', { name: /South gate/ }).waitFor();
    expect(await pathPixels(picture)).toBe(0);
    await list
      .getByRole('button', { name: /show its path/ })
      .first()
      .click();
    await page.getByText(/seen from .* on \d+ frames?/).waitFor();
    await waitFor('the path', async () => ((await pathPixels(picture)) > 40 ? true : null));
    const vehicle = await focused();
    expect(vehicle).toMatch(/show its path/);
    await page.getByRole('button', { name: 'Hide the path' }).click();
    await waitFor('the path to go', async () => ((await pathPixels(picture)) === 0 ? true : null));
    expect(await focused()).toBe(vehicle);
    await list.getByRole('button', { name: 'Close' }).click();
    await list.waitFor({ state: 'detached' });
    expect(await focused()).toMatch(/crossings?, All, South gate, /);
    await page.keyboard.press('Enter');
    await list.getByRole('heading', { name: /South gate/ }).waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(await focused()).toMatch(/crossings?, All, South gate, /);
  });

  it('a line is deleted after a question; until it is saved it can come back', async () => {
    const trash = page.getByRole('button', { name: 'Delete Keyboard gate' });
    await trash.click();
    const question = page.getByRole('dialog');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await row('Keyboard gate').count()).toBe(1);

    await trash.click();
    await question.getByRole('button', { name: 'Delete' }).click();
    await row('Keyboard gate').waitFor({ state: 'detached' });
    expect(await storedLine('Keyboard gate')).toBeDefined();
    await save();
    await waitFor('the line to be gone', async () => ((await storedLine('Keyboard gate')) === undefined ? true : null));
    expect((await stored()).lines.map(({ name }) => name).sort()).toEqual(['Eastbound', 'South gate', 'Westbound']);
  });
});

/** How many points of the canvas over the picture have the colour that only a vehicle's path has. */
function pathPixels(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) return -1;
    const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? [];
    let found = 0;
    for (let index = 0; index < pixels.length; index += 4) {
      const [red = 0, green = 0, blue = 0] = [pixels[index], pixels[index + 1], pixels[index + 2]];
      if (Math.abs(red - 255) < 4 && Math.abs(green - 138) < 4 && Math.abs(blue - 101) < 4) found += 1;
    }
    return found;
  });
}
