import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser, nextPicture, openView, signedInPage } from '../support/browser.ts';
import { startTestSite, type TestSite, waitFor } from '../support/test-site.ts';

const SECRET = 'sesame-4711-öffne';
const TEST_PICTURE = 'testsrc2=size=640x360:rate=10';

describe.skipIf(chromiumPath === null)('the cameras of a site', () => {
  let site: TestSite;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await startTestSite({ model: 'stopgap-448x256' });
    browser = await launchBrowser();
    page = await signedInPage(browser, site);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const dialog = () => page.getByRole('dialog');
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  const field = (name: string) => dialog().getByRole('textbox', { name, exact: true });
  const send = () => dialog().getByRole('button', { name: 'Add camera' }).click();

  async function openForm(source: string, name: string): Promise<void> {
    await page.getByRole('button', { name: 'Add camera' }).first().click();
    await field('Source').fill(source);
    await field('Name').fill(name);
  }
  async function add(source: string, name: string): Promise<void> {
    await openForm(source, name);
    await send();
    await dialog().waitFor({ state: 'detached' });
    await row(name).waitFor();
  }
  const words = () => page.evaluate(() => document.body.innerText);
  const markup = () => page.evaluate(() => document.documentElement.outerHTML);

  it('an empty wall leads to adding the first one', async () => {
    await page.getByText('No camera yet.').waitFor();
    await page.getByRole('button', { name: 'Add camera' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cameras' }).waitFor();
  });

  it('an address with a password is taken apart, and the password is never shown again', async () => {
    const address = `rtsp://guard:${encodeURIComponent(SECRET)}@127.0.0.1:9/stream1`;
    await openForm(address, 'Harbour gate');
    expect(await field('Source').inputValue()).toBe('rtsp://127.0.0.1:9/stream1');
    expect(await field('User at the camera').inputValue()).toBe('guard');
    expect(await dialog().getByLabel('Password', { exact: true }).getAttribute('type')).toBe('password');
    for (const secret of [SECRET, encodeURIComponent(SECRET)]) expect(await words()).not.toContain(secret);
    await send();
    await dialog().waitFor({ state: 'detached' });
    await row('Harbour gate').waitFor();
    for (const secret of [SECRET, encodeURIComponent(SECRET)]) expect(await markup()).not.toContain(secret);

    const { body } = await site.api('GET', 'cameras/harbour-gate');
    expect(body).toMatchObject({ hasCredential: true, source: { url: 'rtsp://127.0.0.1:9/stream1' } });
    expect(JSON.stringify(body)).not.toContain('guard');
    await page.getByRole('button', { name: 'Edit Harbour gate' }).click();
    await dialog().getByText('A user and password are stored').waitFor();
    expect(await dialog().getByLabel('Password', { exact: true }).inputValue()).toBe('');
    expect(await markup()).not.toContain(SECRET);
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
  });

  it('a new address leaves the backup addresses as they are, and a stored password is removed on request', async () => {
    const edit = async () => {
      await page.getByRole('button', { name: 'Edit Harbour gate' }).click();
      await dialog().getByRole('checkbox', { name: 'Remove the stored user and password' }).waitFor();
    };
    const save = async () => {
      await dialog().getByRole('button', { name: 'Save' }).click();
      await dialog().waitFor({ state: 'detached' });
    };
    await edit();
    await field('Backup addresses').fill('rtsp://127.0.0.1:9/backup1\nrtsp://127.0.0.1:9/backup2');
    await save();
    await edit();
    expect(await field('Backup addresses').inputValue()).toContain('backup2');
    await field('Source').fill('rtsp://127.0.0.1:9/stream2');
    await save();
    const backupUrls = ['rtsp://127.0.0.1:9/backup1', 'rtsp://127.0.0.1:9/backup2'];
    const stored = async () => (await site.api('GET', 'cameras/harbour-gate')).body;
    expect(await stored()).toMatchObject({
      hasCredential: true,
      source: { url: 'rtsp://127.0.0.1:9/stream2', backupUrls },
    });
    await edit();
    await dialog().getByRole('checkbox', { name: 'Remove the stored user and password' }).check();
    expect(await field('User at the camera').isDisabled()).toBe(true);
    await save();
    expect(await stored()).toMatchObject({ hasCredential: false, source: { backupUrls } });
  });

  it('in a browser, which learns no path, there is no button for the dialogs of the system', async () => {
    await page.getByRole('button', { name: 'Add camera' }).first().click();
    await field('Source').waitFor();
    expect(await dialog().getByRole('button', { name: 'Choose a recording' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('one that cannot be reached is offline, with the reason in words', async () => {
    await row('Harbour gate').getByText('Offline').waitFor({ timeout: 45_000 });
    await row('Harbour gate').getByText('the address answers but nothing listens on that port').waitFor();
    await openView(page, '#/live');
    const tile = page.locator('article[data-camera="harbour-gate"]');
    await tile.getByText('No live picture').waitFor();
    await tile.getByText('nothing listens on that port').waitFor();
    await openView(page, '#/cameras');
  });

  it('a file that is no video says so', async () => {
    const file = path.join(site.data, 'media', 'minutes.mp4');
    writeFileSync(file, 'Minutes of the meeting of the road safety board\n'.repeat(40));
    await add(file, 'Minutes');
    await row('Minutes').getByText('Not supported').waitFor({ timeout: 45_000 });
    await row('Minutes').getByText('this is not a video').waitFor();
  });

  it('a file that nobody allowed is refused with what to do about it', async () => {
    await openForm('/etc/hostname.mp4', 'Stranger');
    await send();
    const alert = dialog().getByRole('alert');
    await alert.getByText('outside the folders').waitFor();
    await alert.getByText('Move the recording').waitFor();
    const speak = (language: string) => page.getByText(language, { exact: true }).dispatchEvent('click');
    await speak('VI');
    await alert.getByText('Đường dẫn nằm ngoài các thư mục được phép đọc bản ghi.').waitFor();
    await alert.getByText('Hãy chuyển bản ghi vào một thư mục được phép').waitFor();
    await speak('EN');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await row('Stranger').count()).toBe(0);
  });

  it('one is paused and started again, on every screen', async () => {
    await add(TEST_PICTURE, 'Test picture');
    await row('Test picture').getByText('Live', { exact: true }).waitFor({ timeout: 45_000 });
    await page.getByRole('button', { name: 'Pause Test picture' }).click();
    await row('Test picture').getByText('Paused').waitFor();
    await waitFor('the camera to be off', async () => {
      const { body } = await site.api('GET', 'cameras/test-picture');
      return (body as { enabled: boolean }).enabled ? null : true;
    });
    await openView(page, '#/live');
    await page.locator('article[data-camera="test-picture"]').getByText('Paused').first().waitFor();
    await openView(page, '#/cameras');
    await page.getByRole('button', { name: 'Start Test picture' }).click();
    await row('Test picture').getByText('Live', { exact: true }).waitFor({ timeout: 45_000 });
    await openView(page, '#/live');
    await nextPicture(page, 'test-picture', null);
    await openView(page, '#/cameras');
  });

  it('one is removed after a question', async () => {
    const remove = page.getByRole('button', { name: 'Remove Test picture' });
    await remove.click();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(await row('Test picture').count()).toBe(1);
    await remove.click();
    await dialog().getByRole('button', { name: 'Remove', exact: true }).click();
    await row('Test picture').waitFor({ state: 'detached' });
    expect((await site.api('GET', 'cameras/test-picture')).status).toBe(404);
    await openView(page, '#/live');
    await page.locator('article[data-camera="harbour-gate"]').waitFor();
    expect(await page.locator('article[data-camera="test-picture"]').count()).toBe(0);
  });
});
