import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { calibrationViewSchema, crossingRowSchema } from '../../domain/contracts/api.ts';
import { chromiumPath, launchBrowser, openView, signedInPage, tabUntil } from '../support/browser.ts';
import { startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

const CAMERA = 'north-bridge';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(chromiumPath === null)('calibrating a camera', () => {
  let site: TestSite;
  let browser: Browser;
  let page: Page;
  let panel: Locator;

  beforeAll(async () => {
    site = await startTestSite({ demo: true, model: 'stopgap-448x256' });
    // The demo site may come calibrated: this one begins without.
    await site.api('POST', `cameras/${CAMERA}/calibration/withdraw`, {});
    browser = await launchBrowser();
    page = await signedInPage(browser, site);
    await openView(page, `#/camera/${CAMERA}`);
    await page.locator(`canvas[data-camera="${CAMERA}"][data-frame-id]`).waitFor();
    panel = page.getByRole('region', { name: 'Calibration', exact: true });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const stored = async () => calibrationViewSchema.parse((await site.api('GET', `cameras/${CAMERA}/calibration`)).body);
  const field = (name: string) => panel.getByLabel(name, { exact: true });
  const overlay = () => page.locator('svg[data-grid]');
  const picture = async (name: string): Promise<void> => {
    const folder = process.env['TEST_PICTURES'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  async function type(name: string, value: number): Promise<void> {
    await field(name).fill(String(value));
    await field(name).press('Enter');
  }
  async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const box = await overlay().boundingBox();
    if (box === null) throw new Error('the picture is not on screen');
    const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
    await page.mouse.move(...at(from));
    await page.mouse.down();
    await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
    await page.mouse.move(...at(to));
    await page.mouse.up();
  }

  it('says that nothing is measured in metres without one', async () => {
    await panel.getByText('Not calibrated').waitFor();
    await page.getByText('not calibrated', { exact: true }).first().waitFor();
    await picture('not-calibrated');
  });

  it('places a rectangle of known sides, drags its corners, and shows the grid and errors while that goes on', async () => {
    await panel.getByRole('button', { name: 'Calibrate' }).click();
    await overlay().waitFor();
    expect(await panel.getByRole('button', { name: 'Save calibration' }).isDisabled()).toBe(true);
    await panel.getByText('Too few points to calibrate').or(panel.getByText('not enough to calibrate')).waitFor();
    await type('Width in metres', 7);
    await type('Length in metres', 40);
    await panel.getByRole('button', { name: 'Use a rectangle' }).click();
    await drag([0.25, 0.85], [0.0304, 0.7619]);
    await drag([0.75, 0.85], [0.4218, 0.7664]);
    await drag([0.62, 0.5], [0.4903, 0.3357]);
    await drag([0.38, 0.5], [0.3664, 0.3353]);
    await waitFor('the grid', async () => (Number(await overlay().getAttribute('data-grid')) > 5 ? true : null));
    await panel.getByText(/Reprojection error 0\.0 px/).waitFor();
    expect(Number.parseFloat(await field('Point 3, from the left').inputValue())).toBeCloseTo(49, 0);
  });

  it('a check line tells by how much lengths are off, and points that contradict each other are refused in words', async () => {
    await panel.getByRole('button', { name: 'Use a check line' }).click();
    await type('A, from the left', 15);
    await type('A, from the top', 70);
    await type('B, from the left', 35);
    await type('B, from the top', 70);
    await type('Length of the check line in metres', 4);
    await panel.getByText(/The check line of 4\.00 m comes out as [\d.]+ m: [+-]?[\d.]+ %/).waitFor();
    await overlay().scrollIntoViewIfNeeded();
    await picture('calibrating');
    await type('Point 1, x in metres', 9);
    await panel
      .getByText(/Points lie|another order|run the other way|horizon/)
      .first()
      .waitFor();
    expect(await panel.getByRole('button', { name: 'Save calibration' }).isDisabled()).toBe(true);
    await type('Point 1, x in metres', 0);
    await panel.getByText(/Reprojection error/).waitFor();
  });

  it('is clean for screen readers while it is made, and is saved with the keyboard', async () => {
    await page.evaluate(axe);
    const found: unknown = await page.evaluate(
      'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)',
    );
    const bad = z
      .array(z.object({ id: z.string(), impact: z.string().nullish(), nodes: z.array(z.object({ html: z.string() })) }))
      .parse(found)
      .filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(bad).toEqual([]);
    await field('Note').fill('Measured with a tape');
    await tabUntil(page, panel.getByRole('button', { name: 'Save calibration' }));
    await page.keyboard.press('Enter');
    await panel.getByText(/^Version \d+, 4 points/).waitFor();
    const { history, check } = await stored();
    expect(history[0]).toMatchObject({ note: 'Measured with a tape', actor: 'admin' });
    expect(history[0]?.calibration?.points[2]?.ground).toEqual({ x: 7, y: 40 });
    expect(history[0]?.calibration?.fit.check?.metres).toBeGreaterThan(1);
    expect(check?.verdict).toBe('too-few');
    await panel.getByRole('row').filter({ hasText: 'Measured with a tape' }).waitFor();
    await picture('calibrated');
  });

  it('from then on crossings have speeds, in the list and in the unit that this screen likes', async () => {
    const measured = await waitFor('a speed', async () => {
      const { body } = await site.api('GET', `crossings?cameraId=${CAMERA}&limit=1000`);
      return (
        z
          .array(crossingRowSchema)
          .parse(body)
          .find(({ speed }) => speed?.metresPerSecond != null) ?? null
      );
    });
    expect(measured.speed?.plusMinus).toBeGreaterThan(0);
    const number = new RegExp(`crossings?, All, ${measured.lineName}, ${measured.directionName}`);
    const list = page.getByRole('complementary');
    // The list ends with the moment of its number: it may have been fetched before the crossing was there.
    await waitFor('a speed in the list', async () => {
      await page.getByRole('button', { name: number }).first().click();
      await list.getByRole('row').nth(1).waitFor();
      if ((await list.getByText(/\d ±[\d.]+ km\/h/).count()) > 0) return true;
      await list.getByRole('button', { name: 'Close' }).click();
      return null;
    });
    await page.getByText('mph', { exact: true }).click();
    await list
      .getByText(/\d ±[\d.]+ mph/)
      .first()
      .waitFor();
    await picture('speeds');
    await page.getByText('km/h', { exact: true }).click();
    await list.getByRole('button', { name: 'Close' }).click();
  });

  it('is withdrawn after a question, and stays in the history', async () => {
    const before = (await stored()).history.length;
    await panel.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await panel.getByText('Not calibrated').waitFor();
    const { history, check } = await stored();
    expect(history.length).toBe(before + 1);
    expect(history[0]?.calibration).toBeNull();
    expect(check).toBeNull();
  });
});
