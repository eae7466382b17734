import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { chromiumPath, freshPage, launchBrowser, nextPicture, openView, signedInPage } from '../support/browser.ts';
import { startTestSite, type TestSite } from '../support/test-site.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const violationSchema = z.object({
  id: z.string(),
  impact: z.string().nullish(),
  nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
});

/** What axe calls serious or critical on the page as it is now. */
async function violations(page: Page): Promise<readonly string[]> {
  // What is half faded in has not its own colours yet.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity),
  );
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)',
  );
  return z
    .array(violationSchema)
    .parse(found)
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
    );
}

/** Presses Tab through the whole page; answers the controls that a mouse could use and Tab did not reach. */
async function unreachedByTab(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => {
    const reached = new Set<EventTarget>();
    Object.assign(window, { reachedByTab: reached });
    document.addEventListener('focusin', (event) => void (event.target !== null && reached.add(event.target)));
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  // Once round, and further: lists of what drives by grow meanwhile.
  const controls = await page.locator('a[href], button, input, select, textarea, summary, [tabindex="0"]').count();
  for (let step = 0; step < controls + 60; step += 1) await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const reached = (window as unknown as { reachedByTab: Set<EventTarget> }).reachedByTab;
    const usable = (element: HTMLElement): boolean => {
      if (element.matches(':disabled') || element.closest('[aria-hidden="true"]') !== null) return false;
      // Tab stops at one tile of the wall and its tools, arrows and numbers go from tile to tile; a note leads where a name leads.
      if (element.tabIndex < 0 && element.matches('article a, article button')) return false;
      // Of a group of radio buttons Tab stops at the chosen one; arrows do the rest.
      if (element instanceof HTMLInputElement && element.type === 'radio' && !element.checked) return false;
      return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
    };
    return [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]'),
    ]
      .filter((element) => usable(element) && !reached.has(element))
      .map((element) => element.outerHTML.slice(0, 160));
  });
}

describe.skipIf(chromiumPath === null)('for everyone', () => {
  let site: TestSite;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await startTestSite({ demo: true, model: 'stopgap-448x256' });
    await site.api('POST', 'cameras/north-bridge/movements/generate', { turns: true });
    browser = await launchBrowser();
    page = await signedInPage(browser, site);
    await nextPicture(page, 'north-bridge', null);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const speak = async (language: 'EN' | 'VI', on = page) => {
    await on.getByText(language, { exact: true }).click();
    await on.waitForFunction((code) => document.documentElement.lang === code, language.toLowerCase());
  };
  const VIEWS = [
    ['live', '#/live', 'article canvas[data-frame-id]'],
    ['camera', '#/camera/north-bridge', 'table tbody tr[data-line]'],
    ['traffic', '#/traffic', 'table caption'],
    ['map', '#/map', '[data-ground="shown"]'],
    ['cameras', '#/cameras', 'table tbody tr'],
    ['models', '#/models', 'article dl'],
    ['system', '#/system', 'table tbody tr'],
  ] as const;
  const cases = (['EN', 'VI'] as const).flatMap((language) => VIEWS.map((view) => [language, ...view] as const));

  it.each(cases)('in %s the page "%s" has no serious fault', async (language, _name, hash, ready) => {
    await openView(page, hash);
    await page.locator(ready).first().waitFor();
    await speak(language);
    expect(await violations(page)).toEqual([]);
  });

  it.each(['EN', 'VI'] as const)('in %s the door has none', async (language) => {
    const door = await freshPage(browser);
    await door.goto(site.url);
    await door.locator('input[type="password"]').waitFor();
    await speak(language, door);
    expect(await violations(door)).toEqual([]);
    expect(await unreachedByTab(door)).toEqual([]);
    await door.context().close();
  });

  it('forms, questions and the list of keys have none', async () => {
    await speak('EN');
    await openView(page, '#/cameras');
    await page.getByRole('button', { name: 'Add camera' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Source' }).fill('rtsp://192.0.2.1/stream');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Remove North Bridge' }).click();
    await page.getByRole('dialog').getByText('What was counted stays.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Flip the direction').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it.each(['EN', 'VI'] as const)('in %s the wall has none while it is arranged, large or alone', async (language) => {
    await speak(language);
    await openView(page, '#/live');
    await page.locator('article canvas[data-frame-id]').first().waitFor();
    await page.getByRole('button', { name: /^(Arrange|Sắp xếp)$/ }).click();
    await page.locator('[data-slot]').first().waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await unreachedByTab(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^(Layers|Lớp phủ)$/ }).click();
    await page.getByRole('checkbox').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('a');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    for (const hash of ['#/live/north-bridge', '#/alone/live', '#/alone/camera/north-bridge']) {
      await openView(page, hash);
      await page.locator('article canvas[data-frame-id]').first().waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await unreachedByTab(page)).toEqual([]);
    }
    await openView(page, '#/live');
    await speak('EN');
  });

  it.each(VIEWS)('every control of the page "%s" is reached with Tab', async (_name, hash, ready) => {
    await openView(page, hash);
    await page.locator(ready).first().waitFor();
    expect(await unreachedByTab(page)).toEqual([]);
  });

  it('a selected line with its fields, and the vehicles behind a number, are sound and within reach too', async () => {
    await openView(page, '#/camera/north-bridge');
    await page.getByRole('button', { name: /^Eastbound/ }).click();
    await page
      .getByRole('button', { name: /crossings?, All, Eastbound/ })
      .first()
      .click({ timeout: 60_000 });
    await page
      .getByRole('complementary')
      .getByRole('button', { name: /show its path/ })
      .first()
      .click();
    await page.getByText(/seen from .* on \d+ frames?/).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await unreachedByTab(page)).toEqual([]);
  });

  it('on a phone no page is wider than its screen, and none has a serious fault', async () => {
    const phone = await signedInPage(browser, site, { width: 390, height: 844 });
    for (const [, hash, ready] of VIEWS) {
      await openView(phone, hash);
      await phone.locator(ready).first().waitFor();
      expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await violations(phone)).toEqual([]);
    }
    await phone.context().close();
  });
});
