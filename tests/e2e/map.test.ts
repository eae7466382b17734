import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { placeSchema } from '../../domain/contracts/camera-config.ts';
import { offsetTo, offsetTowards, turnBetween } from '../../domain/map/places.ts';
import { metresPerPixel } from '../../renderer/features/map/stage/map-projection.ts';
import { chromiumPath, launchBrowser, openView, signedInPage, signIn } from '../support/browser.ts';
import { waterPack } from '../support/map-pack.ts';
import { startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

const CAMERA = 'market-street';
const cameraSchema = z.object({ place: placeSchema.nullable() });
const memorySchema = z.object({
  view: z.object({ latitude: z.number(), longitude: z.number(), zoom: z.number() }),
  layers: z.array(z.string()),
});

describe.skipIf(chromiumPath === null)('the map of the demo site', () => {
  let site: TestSite;
  let browser: Browser;
  let page: Page;
  const data = mkdtempSync(path.join(os.tmpdir(), 'tcc-map-'));

  beforeAll(async () => {
    mkdirSync(path.join(data, 'maps'), { recursive: true, mode: 0o700 });
    writeFileSync(path.join(data, 'maps', 'all-water.pmtiles'), waterPack('<b>Drawn</b> by the test'));
    site = await startTestSite({ demo: true, model: 'stopgap-448x256', data });
    await site.api('POST', 'cameras', {
      id: 'nowhere',
      name: 'Nowhere yet',
      source: { kind: 'rtsp', url: 'rtsp://192.0.2.1/1' },
    });
    browser = await launchBrowser();
    page = await signedInPage(browser, site);
    await openView(page, '#/map');
    await shown();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const shown = (on = page) => on.locator('[data-ground="shown"]').waitFor();
  const map = () => page.getByRole('application', { name: 'Map of the site' });
  const row = (name: RegExp) => page.getByRole('region', { name: 'Cameras' }).getByRole('button', { name });
  const panel = (name: string) => page.getByRole('region', { name: `Camera ${name}`, exact: true });
  const stored = async (id: string) => cameraSchema.parse((await site.api('GET', `cameras/${id}`)).body).place;
  const remembered = async () =>
    memorySchema.parse(JSON.parse((await page.evaluate(() => localStorage.getItem('tcc.screen.map'))) ?? 'null'));
  /** The colour in the middle of a tile of the ground. */
  const groundColour = () =>
    page.evaluate(() => {
      const tile = document.querySelector<HTMLCanvasElement>('.leaflet-tile-loaded');
      const middle = tile?.getContext('2d')?.getImageData(tile.width >> 1, tile.height >> 1, 1, 1).data;
      return middle === undefined ? null : [...middle.slice(0, 3)].join(' ');
    });

  async function drag(by: readonly [number, number], from: readonly [number, number]): Promise<void> {
    const box = (await map().boundingBox())!;
    const [x, y] = [box.x + from[0], box.y + from[1]];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + by[0] / 2, y + by[1] / 2);
    await page.mouse.move(x + by[0], y + by[1]);
    await page.mouse.up();
  }
  const middle = async (): Promise<readonly [number, number]> => {
    const box = (await map().boundingBox())!;
    return [box.width / 2, box.height / 2];
  };

  it('lists every camera with its state, and the one without a place apart', async () => {
    for (const name of [/^Canal Avenue/, /^Harbour Roundabout/, /^North Bridge/]) await row(name).waitFor();
    await page.getByText('1 camera without a place').waitFor();
    await row(/^Market Street/)
      .getByText('Live', { exact: true })
      .waitFor();
  });

  it('says its scale, where north is, and that the simulator drew it', async () => {
    await page.getByRole('img', { name: /This bar is .* (m|km) long/ }).waitFor();
    await page.getByRole('img', { name: 'North is up' }).waitFor();
    await page.getByText('Map drawn by the simulator: a town that does not exist').waitFor();
  });

  it('opens the feed of a camera from the list, and its page from there', async () => {
    await row(/^Market Street/).click();
    await panel('Market Street').locator(`article[data-camera="${CAMERA}"] canvas[data-frame-id]`).waitFor();
    const link = panel('Market Street').getByRole('link', { name: 'Open the camera' });
    expect(await link.getAttribute('href')).toBe(`#/camera/${CAMERA}`);
  });

  it('opens a camera by a click on its marker, and closes it by one beside it', async () => {
    const [x, y] = await middle();
    await map().click({ position: { x: x - 300, y: y - 200 } });
    await panel('Market Street').waitFor({ state: 'detached' });
    await map().click({ position: { x, y } });
    await panel('Market Street').waitFor();
  });

  it('is driven by keys: from camera to camera, into the feed and back', async () => {
    await map().focus();
    await page.keyboard.press('Escape');
    await panel('Market Street').waitFor({ state: 'detached' });
    await page.keyboard.press('n');
    await page.getByRole('status').filter({ hasText: 'Market Street, Live' }).waitFor();
    await page.keyboard.press('Enter');
    await panel('Market Street').waitFor();
  });

  it('moves a camera by drag, in one step that can be undone, and stores it only when asked', async () => {
    const before = (await stored(CAMERA))!;
    await panel('Market Street').getByRole('button', { name: 'Move or turn' }).click();
    await drag([60, -40], await middle());
    const latitude = page.getByLabel('Latitude');
    await waitFor('the number to follow', async () =>
      (await latitude.inputValue()) !== String(before.latitude) ? true : null,
    );
    expect(await stored(CAMERA)).toEqual(before);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(Number(await latitude.inputValue())).toBeCloseTo(before.latitude, 6);
    await page.getByRole('button', { name: 'Redo' }).click();
    await page.getByRole('button', { name: 'Save the place' }).click();
    const after = await waitFor('the place to be stored', async () => {
      const place = await stored(CAMERA);
      return place !== null && place.latitude !== before.latitude ? place : null;
    });
    const moved = offsetTo(before, after);
    expect(moved.east).toBeGreaterThan(5);
    expect(moved.north).toBeGreaterThan(5);
    expect(after.heading).toBe(before.heading);
  });

  it('turns a camera by dragging the ring before it', async () => {
    const before = (await stored(CAMERA))!;
    const { view } = await remembered();
    const radius = 1.15 * (70 / metresPerPixel(view.latitude, view.zoom));
    const pixels = ({ east, north }: { readonly east: number; readonly north: number }) => {
      const scale = 1 / metresPerPixel(view.latitude, view.zoom);
      return [east * scale, -north * scale] as const;
    };
    const [x, y] = await middle();
    const [cameraX, cameraY] = pixels(offsetTo(view, before));
    const { east, north } = offsetTowards(before.heading!, radius);
    await drag([30, 30], [x + cameraX + east, y + cameraY - north]);
    await page.getByRole('button', { name: 'Save the place' }).click();
    const after = await waitFor('the heading to be stored', async () => {
      const place = await stored(CAMERA);
      return place !== null && place.heading !== before.heading ? place : null;
    });
    expect({ ...after, heading: 0 }).toEqual({ ...before, heading: 0 });
    // From the south-west further to the south.
    expect(turnBetween(before.heading!, after.heading!)).toBeLessThan(-5);
    await panel('Market Street').waitFor();
  });

  it('moves and turns it by keys as well', async () => {
    const before = (await stored(CAMERA))!;
    // What was stored last is known to the page as well.
    await page.getByRole('button', { name: 'Done' }).waitFor();
    await map().focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+ArrowLeft');
    await page.getByRole('button', { name: 'Save the place' }).and(page.locator(':enabled')).waitFor();
    await page.keyboard.press('Control+s');
    const after = await waitFor('the place to be stored', async () => {
      const place = await stored(CAMERA);
      return place !== null && place.heading !== before.heading ? place : null;
    });
    expect(offsetTo(before, after).east).toBeCloseTo(10, 1);
    expect(after.heading).toBeCloseTo(before.heading! - 1, 6);
    // Back to where the town has it, by its numbers.
    await page.getByRole('button', { name: 'Done' }).click();
  });

  it('places a camera that had no place, by typing', async () => {
    await row(/^Nowhere yet/).click();
    await page.getByRole('button', { name: 'Place it here' }).click();
    for (const [label, text] of [
      ['Latitude', '52.0931'],
      ['Longitude', '5.1101'],
      ['Looks towards, clockwise from north', '123.4'],
      ['Width of its view', '48'],
    ] as const) {
      await page.getByLabel(label).fill(text);
      await page.getByLabel(label).press('Enter');
    }
    await page.getByRole('button', { name: 'Save the place' }).click();
    await waitFor('the place to be stored', async () => ((await stored('nowhere')) === null ? null : true));
    expect(await stored('nowhere')).toEqual({ latitude: 52.0931, longitude: 5.1101, heading: 123.4, fieldOfView: 48 });
    await page.getByRole('button', { name: 'Done' }).click();
  });

  it('refuses a heading that is none, in words', async () => {
    const answer = await site.api('PATCH', 'cameras/nowhere', { place: { latitude: 1, longitude: 2, heading: 400 } });
    expect(answer.status).toBe(400);
  });

  it('draws a map of the site’s own from its folder, and names its makers', async () => {
    await page.getByRole('button', { name: 'Layers' }).click();
    const before = await groundColour();
    await page.getByLabel('Base map').selectOption('all-water');
    await page.getByText('Map all-water: Drawn by the test').waitFor();
    await shown();
    const water = await page.evaluate(() => {
      const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      const element = document.querySelector('[role="application"]')!;
      context.fillStyle = getComputedStyle(element).getPropertyValue('--map-water').trim();
      context.fillRect(0, 0, 1, 1);
      return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].join(' ');
    });
    expect(water).not.toBe(before);
    await waitFor('water to be drawn', async () => ((await groundColour()) === water ? true : null));
    await page.getByLabel('Base map').selectOption('');
    await page.getByText('Map drawn by the simulator').waitFor();
  });

  it('remembers what it shows and where over a reload', async () => {
    await page.getByLabel('Zones', { exact: true }).uncheck();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Zoom out' }).click();
    const { view, layers } = await waitFor('the view to be kept', async () => {
      const memory = await remembered();
      return memory.layers.includes('zones') ? null : memory;
    });
    await page.reload();
    await signIn(page, site.password);
    await openView(page, '#/map');
    await shown();
    expect(await remembered()).toEqual(expect.objectContaining({ layers }));
    expect((await remembered()).view).toEqual({
      latitude: expect.closeTo(view.latitude, 4),
      longitude: expect.closeTo(view.longitude, 4),
      zoom: view.zoom,
    });
  });
});
