import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './find-programs.ts';
import { icnsFile, icoFile, type IconPicture } from './icon-containers.ts';
import { repositoryRoot } from './run-program.ts';

/**
 * `npm run icons`: draws assets/icons/icon.svg in every size that installers, windows and pages ask for, and puts the
 * pictures into the containers of Windows and macOS. To be run after the drawing was changed; what it writes is kept.
 */
const FOLDER = path.join(repositoryRoot, 'assets', 'icons');
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
const ICO_SIZES: readonly number[] = [16, 24, 32, 48, 64, 128, 256];

/** Chromium draws it as the screens would show it, with nothing behind it. */
async function draw(svg: string, executablePath: string): Promise<readonly IconPicture[]> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic', '--no-first-run'] });
  try {
    const page = await browser.newPage();
    await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
    const pictures: IconPicture[] = [];
    for (const size of SIZES) {
      await page.setViewportSize({ width: size, height: size });
      pictures.push({ size, png: await page.screenshot({ type: 'png', omitBackground: true }) });
    }
    return pictures;
  } finally {
    await browser.close();
  }
}

function write(pictures: readonly IconPicture[]): void {
  const sized = path.join(FOLDER, 'png');
  mkdirSync(sized, { recursive: true });
  for (const { size, png } of pictures) {
    // The packager reads the size from the name; the largest is the one that it looks for first.
    const file = size === 1024 ? path.join(FOLDER, 'icon.png') : path.join(sized, `${size}x${size}.png`);
    writeFileSync(file, png);
  }
  writeFileSync(path.join(FOLDER, 'icon.ico'), icoFile(pictures.filter(({ size }) => ICO_SIZES.includes(size))));
  writeFileSync(path.join(FOLDER, 'icon.icns'), icnsFile(pictures));
}

async function main(): Promise<number> {
  const browser = findChromium();
  if (browser === null) {
    console.error('The icons are drawn by Chromium, which is not here.\n  Run "npm run setup", or set CHROMIUM_PATH.');
    return 1;
  }
  const pictures = await draw(readFileSync(path.join(FOLDER, 'icon.svg'), 'utf8'), browser);
  write(pictures);
  console.log(`drew ${pictures.map(({ size }) => size).join(', ')} pixels into ${FOLDER}`);
  return 0;
}

process.exitCode = await main();
