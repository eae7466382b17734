import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { findChromium } from '../find-programs.ts';

/** Pictures are drawn without a graphics card, so that they come out the same everywhere. */
const FLAGS = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

export async function drawingBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('Chromium is not here: run "npm run setup", or set CHROMIUM_PATH');
  // Signals end the program, and the browser goes with it; handled here they would end the browser alone.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({ executablePath, args: FLAGS, ...signals });
}
