import { expect, it } from 'vitest';
import { en as desktopTexts } from '../../../electron/i18n/en.ts';
import { readStartOptions } from '../../../scripts/start-options.ts';
import { testGateway } from './test-gateway.ts';

/** What a person is told whose recording lies where the program may not read. */
async function hintOn(hostKind: 'desktop' | 'site'): Promise<string> {
  const gateway = await testGateway({ hostKind });
  const source = { kind: 'file', path: '/elsewhere/clip.mp4' };
  const token = await gateway.launch();
  const answer = await gateway.call('POST', '/cameras', { token, body: { id: 'south', name: 'South', source } });
  await gateway.stop();
  expect(answer).toMatchObject({ status: 403, body: { code: 'file-not-allowed' } });
  return answer.body.hint;
}

it('a site server names the option that allows a folder', async () => {
  expect(await hintOn('site')).toContain('--media FOLDER');
  expect(readStartOptions(['--media', '/elsewhere'])).toMatchObject({ ok: true, value: { media: ['/elsewhere'] } });
});

it('a desktop names the item of its menu that allows a folder', async () => {
  expect(await hintOn('desktop')).toContain(`"${desktopTexts.allowFolder}"`);
});
