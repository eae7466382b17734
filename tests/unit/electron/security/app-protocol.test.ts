import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAppAddress, isAppPage } from '../../../../electron/security/app-address.ts';
import { createAppHandler, declareAppProtocol, fileOf } from '../../../../electron/security/app-protocol.ts';
import { createElectronDouble, temporaryFolder } from '../../../support/electron-double.ts';

const { folder, remove } = temporaryFolder();
const root = path.join(folder, 'renderer');
beforeAll(() => {
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  writeFileSync(path.join(root, 'index.html'), '<!doctype html><p>ours</p>');
  writeFileSync(path.join(root, 'assets', 'app.js'), 'export {};');
  writeFileSync(path.join(root, 'notes.txt'), 'of no known kind');
  writeFileSync(path.join(folder, 'secrets.js'), 'beside the folder');
  mkdirSync(`${root}-other`);
  writeFileSync(path.join(`${root}-other`, 'app.js'), 'in a folder that begins alike');
});
afterAll(remove);

const get = (url: string, method = 'GET') => createAppHandler(root, () => 'http://127.0.0.1:8080/')({ url, method });

describe('our own addresses', () => {
  it.each([
    ['tcc://app/index.html', true],
    ['tcc://app/assets/app.js', true],
    ['tcc://app.evil.example/index.html', false],
    ['tcc://evil/app', false],
    ['tcc://user@app/index.html', false],
    ['tcc://app:8080/index.html', false],
    ['https://app/index.html', false],
    ['file:///index.html', false],
    ['not an address', false],
    ['', false],
  ])('%s is ours: %s', (address, expected) => expect(isAppAddress(address)).toBe(expected));

  it.each([
    ['tcc://app/', true],
    ['tcc://app/index.html#/camera/north-3', true],
    ['tcc://app/assets/app.js', false],
    ['http://127.0.0.1:8080/', false],
  ])('%s is our page: %s', (address, expected) => expect(isAppPage(address)).toBe(expected));

  it('are declared as a secure origin that may not go around the policy', () => {
    const double = createElectronDouble();
    declareAppProtocol(double.electron);
    expect(double.schemes).toEqual([
      { scheme: 'tcc', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });
});

describe('serving our page', () => {
  it('gives the page and its parts with type and policy', async () => {
    const page = await get('tcc://app/');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain('connect-src');
    expect(await page.text()).toContain('ours');
    const script = await get('tcc://app/assets/app.js');
    expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  });

  it.each([
    'tcc://app/../secrets.js',
    'tcc://app/%2e%2e/secrets.js',
    'tcc://app/..%2fsecrets.js',
    'tcc://app/assets/..%2f..%2fsecrets.js',
    'tcc://app/..%5csecrets.js',
    'tcc://app/%2e%2e%2frenderer-other/app.js',
    'tcc://app//etc/passwd',
    'tcc://app/C:%5csecrets.js',
    'tcc://app/index.html%00.js',
    'tcc://app/%',
    'tcc://app/.hidden.js',
    'tcc://other/index.html',
    'tcc://app/missing.js',
    'tcc://app/notes.txt',
    'tcc://app/assets',
  ])('gives nothing for %s', async (url) => {
    const answer = await get(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
  });

  it('never names a file outside its folder', () => {
    for (const url of ['tcc://app/..%2f..%2fetc/passwd.js', 'tcc://app/a/..%2f..%2fsecrets.js', 'tcc://app/./x.js']) {
      const file = fileOf(url, root);
      expect(file === null || file.startsWith(root + path.sep)).toBe(true);
    }
  });

  it('only reads', async () => {
    expect((await get('tcc://app/index.html', 'POST')).status).toBe(405);
    expect((await get('tcc://app/index.html', 'HEAD')).status).toBe(200);
  });
});
