import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { countsSchema, crossingRowSchema } from '../../domain/contracts/api.ts';
import type { CrossingRow } from '../../domain/contracts/api.ts';
import { chromiumPath, launchBrowser, openView, signedInPage, tabUntil } from '../support/browser.ts';
import { startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

const CAMERA = 'north-bridge';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(chromiumPath === null)('correcting what was counted', () => {
  let site: TestSite;
  let browser: Browser;
  let page: Page;
  let list: Locator;
  let chosen: CrossingRow;

  beforeAll(async () => {
    site = await startTestSite({ demo: true, model: 'stopgap-448x256' });
    browser = await launchBrowser();
    page = await signedInPage(browser, site);
    await openView(page, `#/camera/${CAMERA}`);
    list = page.getByRole('complementary');
    chosen = await waitFor('three vehicles on one line', async () => {
      const rows = await crossings();
      return rows.find((one) => rows.filter((other) => sameWay(one, other)).length >= 3) ?? null;
    });
    // Nothing more is counted from here on: numbers move only because somebody corrects.
    await site.api('PATCH', `cameras/${CAMERA}`, { enabled: false });
    await waitFor('the end of counting', async () => {
      const rows = await crossings();
      return rows.every(({ final }) => final) ? true : null;
    });
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const crossings = async (): Promise<CrossingRow[]> =>
    z.array(crossingRowSchema).parse((await site.api('GET', `crossings?cameraId=${CAMERA}&limit=1000`)).body);
  const sameWay = (a: CrossingRow, b: CrossingRow): boolean => a.lineId === b.lineId && a.direction === b.direction;
  const stored = async (): Promise<CrossingRow> => {
    const found = (await crossings()).find(
      (one) => one.sessionId === chosen.sessionId && one.track === chosen.track && sameWay(one, chosen),
    );
    if (found === undefined) throw new Error('the crossing is gone');
    return found;
  };
  const counted = async (): Promise<number> =>
    countsSchema
      .parse((await site.api('GET', `cameras/${CAMERA}/counts`)).body)
      .counts.filter(({ lineId, direction }) => lineId === chosen.lineId && direction === chosen.direction)
      .reduce((sum, { count }) => sum + count, 0);
  const sum = () => page.locator(`tr[data-line="${chosen.lineId}"][data-direction="${chosen.direction}"] td`).first();
  const shown = async (): Promise<number> => Number(await sum().innerText());
  const expectNumber = (wanted: number) =>
    waitFor(`${wanted} on screen`, async () => ((await shown()) === wanted ? true : null));
  const row = () =>
    list.getByRole('row').filter({ has: page.getByLabel(`no. ${chosen.track}: show its path`, { exact: true }) });
  const button = (name: string) => row().getByRole('button', { name: `${name} no. ${chosen.track}`, exact: true });
  const takeBack = () => button('Take back the correction of');
  const dialog = () => page.getByRole('dialog');
  const picture = async (name: string): Promise<void> => {
    const folder = process.env['TEST_PICTURES'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };

  it('a crossing is rejected: the number goes down at once, and the vehicle stays in the list with author and reason', async () => {
    const before = await counted();
    await expectNumber(before);
    await sum().getByRole('button').click();
    await button('Correct').click();
    await dialog().getByLabel('Reason').fill('a shadow');
    await picture('correcting');
    await dialog().getByRole('button', { name: 'Correct', exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    await expectNumber(before - 1);
    expect(await counted()).toBe(before - 1);
    await row()
      .getByText(/Rejected by admin, .*: a shadow/)
      .waitFor();
    expect(await row().locator('s').count()).toBe(1);
    expect((await stored()).countsAs).toEqual([]);
    await picture('rejected');
  });

  it('is taken back with the keyboard, and counts again', async () => {
    const before = await counted();
    await tabUntil(page, takeBack(), 'Tab');
    await page.keyboard.press('Enter');
    await expectNumber(before + 1);
    await row()
      .getByText(/Taken back by admin/)
      .waitFor();
    expect(await row().locator('s').count()).toBe(0);
  });

  it('gets another class with the keyboard alone', async () => {
    const before = await counted();
    await button('Correct').focus();
    await page.keyboard.press('Enter');
    await dialog().getByLabel('Reject: no vehicle crossed here').waitFor();
    await waitFor('the focus in the dialog', async () =>
      (await dialog()
        .getByLabel('Reject: no vehicle crossed here')
        .evaluate((one) => one === document.activeElement))
        ? true
        : null,
    );
    await page.keyboard.press('ArrowDown');
    await dialog().getByLabel('Class', { exact: true }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Trailer');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await row()
      .getByText(/Changed to Trailer by admin/)
      .waitFor();
    expect((await stored()).countsAs).toEqual(['trailer']);
    expect(await counted()).toBe(before);
    await page.getByRole('columnheader', { name: 'Trailer' }).waitFor();
    await takeBack().click();
    await waitFor('the class it was found with', async () =>
      (await stored()).countsAs[0] === chosen.class ? true : null,
    );
  });

  it('is split into several vehicles', async () => {
    const before = await counted();
    await button('Correct').click();
    await dialog().getByLabel('Split: several vehicles in one box').check();
    await dialog().getByRole('button', { name: 'One vehicle more' }).click();
    await dialog().getByLabel('Vehicle 3').selectOption('Motorcycle');
    await dialog().getByRole('button', { name: 'Correct', exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    await expectNumber(before + 2);
    expect((await stored()).countsAs.at(-1)).toBe('motorcycle');
    await takeBack().click();
    await expectNumber(before);
  });

  it('is merged only with what lies near, in words where nothing does', async () => {
    const before = await counted();
    await button('Correct').click();
    await dialog().getByLabel('Same as another crossing: count it once').check();
    const near = (await crossings()).filter(
      (one) => sameWay(one, chosen) && one.track !== chosen.track && Math.abs(one.utcUs - chosen.utcUs) <= 10e6,
    );
    if (near.length === 0) {
      await dialog()
        .getByText(/No other crossing of this line and direction/)
        .waitFor();
      expect(await dialog().getByRole('button', { name: 'Correct', exact: true }).isDisabled()).toBe(true);
      await dialog().getByRole('button', { name: 'Cancel' }).click();
    } else {
      expect(await dialog().getByLabel('Same vehicle as').locator('option').count()).toBe(near.length);
      await dialog().getByRole('button', { name: 'Correct', exact: true }).click();
      await dialog().waitFor({ state: 'detached' });
      await expectNumber(before - 1);
      await row()
        .getByText(/same vehicle as no\. \d+/)
        .waitFor();
      await takeBack().click();
      await expectNumber(before);
    }
  });

  it('what another person corrects elsewhere is seen here, and a refusal is said in words', async () => {
    const before = await counted();
    await button('Correct').click();
    const { sessionId, track, lineVersionId, ordinal } = chosen;
    const place = `crossings/${sessionId}/${track}/${lineVersionId}/${ordinal}/corrections`;
    const done = await site.api('POST', place, { kind: 'reject', reason: 'elsewhere' });
    expect(done.status).toBe(200);
    await expectNumber(before - 1);
    await dialog().getByRole('button', { name: 'Correct', exact: true }).click();
    await dialog().getByText('This crossing is rejected.').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await row()
      .getByText(/Rejected by admin, .*: elsewhere/)
      .waitFor();
    await takeBack().click();
    await expectNumber(before);
  });

  it('the chart marks that the camera was changed, with words for those who point or tab there, and in its table', async () => {
    const marks = page.getByRole('list', { name: 'Changes of the configuration in this hour' });
    const mark = marks.getByRole('button', { name: /Settings changed: enabled, by admin/ });
    await mark.waitFor();
    await tabUntil(page, mark);
    await page
      .getByRole('tooltip')
      .getByText(/Settings changed: enabled, by admin/)
      .waitFor();
    await picture('changes');
    await page.evaluate(axe);
    const found: unknown = await page.evaluate(
      'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)',
    );
    const bad = z
      .array(z.object({ id: z.string(), impact: z.string().nullish(), nodes: z.array(z.object({ html: z.string() })) }))
      .parse(found)
      .filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(bad).toEqual([]);
    const chart = page.getByRole('region', { name: 'Last hour by minute' });
    await chart.getByRole('button', { name: 'Show as table' }).click();
    await chart
      .getByRole('cell', { name: /Settings changed: enabled, by admin/ })
      .first()
      .waitFor();
  });
});
