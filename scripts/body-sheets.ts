import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { SCENES } from '../simulator/scenes/scenes.ts';
import { BODIES } from '../simulator/world/bodies.ts';
import { drawingBrowser } from './pictures/browser.ts';
import { pageScript } from './pictures/page-script.ts';

/** `npm run sheets`: draws every road user of the simulator from four sides, or its places, to be looked at. */
const USAGE =
  'usage: npm run sheets -- --out DIR [--only PART-OF-A-NAME] [--night] [--rows N] [--cell 400x250]\n' +
  '       npm run sheets -- --places --out DIR [--only NAME] [--seed 7] [--mounts 0,1] [--moods day,night-rain] [--cell 768x432]';

async function drawPlaceSheets(page: Page, wish: Wish): Promise<void> {
  const [seed, mounts] = [Number(wish.seed), wish.mounts.split(',').map(Number)];
  const moods = wish.moods.split(',');
  const names = Object.keys(SCENES).filter((name) => name.includes(wish.only));
  for (const scene of names) {
    const file = path.join(wish.out, `${scene}.png`);
    console.log(`${file}: mounts ${mounts.join(', ')}; ${wish.moods}`);
    writeFileSync(
      file,
      await picture(page, 'drawPlaces', { scene, seed, seconds: 60, mounts, moods, size: wish.cell }),
    );
  }
}

async function drawBodySheets(page: Page, { out, only, night, rows, cell }: Wish): Promise<void> {
  const bodies = BODIES.filter(({ id }) => id.includes(only));
  const light = night ? 'night' : 'day';
  writeFileSync(path.join(out, `${light}-street.png`), await picture(page, 'drawStreet', { size: [1280, 720], night }));
  for (let at = 0; at < bodies.length; at += rows) {
    const shown = bodies.slice(at, at + rows).map(({ id, colours }, row) => ({
      bodyId: id,
      colour: colours[(at + row) % colours.length]?.[0] ?? '#888888',
    }));
    const file = path.join(out, `${light}-${String(at / rows + 1).padStart(2, '0')}.png`);
    writeFileSync(file, await picture(page, 'drawSheet', { rows: shown, cell, night }));
    console.log(`${file}: ${shown.map(({ bodyId }) => bodyId).join(', ')}`);
  }
}

/** Calls one of the page's drawing functions and takes what it drew. */
async function picture(page: Page, draw: 'drawSheet' | 'drawStreet' | 'drawPlaces', wish: object): Promise<Buffer> {
  const told: unknown = await page.evaluate(([name, asked]) => Reflect.get(globalThis, name)(asked), [
    draw,
    wish,
  ] as const);
  if (told !== undefined) console.log(`  ${JSON.stringify(told)}`);
  return page.locator('canvas').screenshot({ timeout: 120_000 });
}

function readWish(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      only: { type: 'string', default: '' },
      night: { type: 'boolean', default: false },
      rows: { type: 'string', default: '4' },
      places: { type: 'boolean', default: false },
      seed: { type: 'string', default: '7' },
      mounts: { type: 'string', default: '0,1' },
      moods: { type: 'string', default: 'day,low-sun,overcast-rain,night' },
      cell: { type: 'string', default: '' },
    },
  });
  const [width = 400, height = 250] = (values.cell || (values.places ? '768x432' : '400x250')).split('x').map(Number);
  if (values.out === undefined) throw new Error('name a folder with --out DIR');
  return { ...values, out: values.out, rows: Number(values.rows), cell: [width, height] as const };
}

type Wish = ReturnType<typeof readWish>;

async function main(args: readonly string[]): Promise<void> {
  const wish = readWish(args);
  mkdirSync(wish.out, { recursive: true });
  const browser = await drawingBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: wish.cell[0] * 4, height: wish.cell[1] * wish.rows } });
    page.on('console', (message) => console.log(`  ${message.text()}`));
    page.on('pageerror', (error) => console.error(`  ${error.message}`));
    await page.setContent('<style>*{margin:0}canvas{display:block}</style>');
    await page.addScriptTag({ content: await pageScript('simulator/render/sheet/sheet.ts') });
    await (wish.places ? drawPlaceSheets(page, wish) : drawBodySheets(page, wish));
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
});
