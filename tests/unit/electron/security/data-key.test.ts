import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataKey } from '../../../../electron/security/data-key.ts';
import { readOrMakeKeyFile } from '../../../../workers/supervisor/index.ts';
import { createElectronDouble, type KeyStoreDouble, temporaryFolder } from '../../../support/electron-double.ts';

let data: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  data = temporaryFolder();
});
afterEach(() => data.remove());

const sealed = () => path.join(data.folder, 'secrets.key.sealed');
const plain = () => path.join(data.folder, 'secrets.key');
const open = (keyStore: KeyStoreDouble, platform = 'linux') =>
  openDataKey(data.folder, createElectronDouble({ keyStore }).electron, platform);
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; failure: { code: string } }): T => {
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
};

describe('the key of the secrets', () => {
  it('is made once, sealed by the key store of the system, and the same at the next start', async () => {
    const first = valueOf(await open({ available: true }));
    expect(Buffer.from(first.key, 'base64')).toHaveLength(32);
    expect(first.kept).toBe('key-store');
    expect(readFileSync(sealed()).includes(first.key)).toBe(false);
    expect(statSync(sealed()).mode & 0o777).toBe(0o600);
    expect(existsSync(plain())).toBe(false);
    expect(valueOf(await open({ available: true })).key).toBe(first.key);
  });

  it.each<[string, KeyStoreDouble, string]>([
    ['there is no key store', { available: false }, 'linux'],
    ['the key store has a password that everyone knows', { available: true, backend: 'basic_text' }, 'linux'],
    ['nobody knows which key store it is', { available: true, backend: 'unknown' }, 'linux'],
    ['there is none on Windows', { available: false }, 'win32'],
  ])('goes to a file that only its owner reads when %s, and says so', async (_name, keyStore, platform) => {
    const key = valueOf(await open(keyStore, platform));
    expect(key.kept).toBe('file');
    expect(key.why).not.toBe('');
    expect(statSync(plain()).mode & 0o777).toBe(0o600);
    expect(existsSync(sealed())).toBe(false);
    expect(valueOf(await open(keyStore, platform)).key).toBe(key.key);
  });

  it('stays in its file once it is there, so that the site server finds it too', async () => {
    const made = valueOf(readOrMakeKeyFile(data.folder));
    const key = valueOf(await open({ available: true }));
    expect(key).toMatchObject({ key: made, kept: 'file' });
    expect(existsSync(sealed())).toBe(false);
  });

  it.each<[string, KeyStoreDouble]>([
    ['another user sealed it', { available: true, secret: 'b' }],
    ['the key store is gone', { available: false }],
    ['the session has no real key store any more', { available: true, backend: 'basic_text' }],
  ])('that cannot be read because %s is refused and left as it is', async (_name, keyStore) => {
    await open({ available: true });
    const before = readFileSync(sealed());
    const result = await open(keyStore);
    expect(result.ok ? null : result.failure).toMatchObject({ code: 'key-locked' });
    expect(readFileSync(sealed()).equals(before)).toBe(true);
    expect(existsSync(plain())).toBe(false);
  });

  it('that is damaged is refused and left as it is', async () => {
    writeFileSync(sealed(), 'broken');
    const result = await open({ available: true });
    expect(result.ok ? null : result.failure.code).toBe('key-locked');
    expect(readFileSync(sealed(), 'utf8')).toBe('broken');
  });

  it('of a wrong length in a file is refused and left as it is', async () => {
    writeFileSync(plain(), 'c2hvcnQ=');
    const result = await open({ available: true });
    expect(result.ok ? null : result.failure.code).toBe('bad-key-file');
    expect(readFileSync(plain(), 'utf8')).toBe('c2hvcnQ=');
  });

  it('never stands in a failure', async () => {
    const { key } = valueOf(await open({ available: true }));
    const result = await open({ available: true, secret: 'b' });
    expect(JSON.stringify(result)).not.toContain(key);
  });

  it('that the desktop sealed is not replaced by the site server', async () => {
    await open({ available: true });
    const result = readOrMakeKeyFile(data.folder);
    expect(result.ok ? null : result.failure.code).toBe('key-sealed');
    expect(existsSync(plain())).toBe(false);
  });
});
