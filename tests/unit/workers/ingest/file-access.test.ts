import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openableFile, unreadable, videosIn } from '../../../../workers/ingest/file-access.ts';

const root = mkdtempSync(join(tmpdir(), 'file-access-'));
const allowed = join(root, 'videos');
mkdirSync(join(allowed, 'deep'), { recursive: true });
mkdirSync(join(root, 'videos-secret'));
mkdirSync(join(allowed, 'empty'));
writeFileSync(join(allowed, 'b.mp4'), 'x');
writeFileSync(join(allowed, 'a.MKV'), 'x');
writeFileSync(join(allowed, 'notes.txt'), 'x');
writeFileSync(join(allowed, '.hidden.mp4'), 'x');
writeFileSync(join(allowed, 'zero.mp4'), '');
writeFileSync(join(allowed, 'deep', '-i http:x.mp4'), 'x');
writeFileSync(join(root, 'videos-secret', 'c.mp4'), 'x');
symlinkSync(join(root, 'videos-secret', 'c.mp4'), join(allowed, 'link.mp4'));
symlinkSync(join(allowed, 'b.mp4'), join(allowed, 'inner.mp4'));
symlinkSync(join(allowed, 'round'), join(allowed, 'round'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('which files may be opened', () => {
  it.each([['b.mp4'], ['deep/-i http:x.mp4'], ['deep/../b.mp4'], ['inner.mp4']])('%s may', async (name) => {
    expect(await openableFile(`${allowed}/${name}`, [allowed])).toMatchObject({ ok: true });
  });

  it.each([
    ['a missing file', () => join(allowed, 'gone.mp4'), 'not-found'],
    ['a folder', () => join(allowed, 'deep'), 'not-a-video'],
    ['an empty file', () => join(allowed, 'zero.mp4'), 'not-a-video'],
    ['a file outside', () => join(root, 'videos-secret', 'c.mp4'), 'not-allowed'],
    ['a way outside', () => `${allowed}/../videos-secret/c.mp4`, 'not-allowed'],
    ['a link that leads outside', () => join(allowed, 'link.mp4'), 'not-allowed'],
    ['a missing file outside, whose absence is not told', () => join(root, 'videos-secret', 'gone.mp4'), 'not-allowed'],
    ['a path that depends on where one stands', () => 'b.mp4', 'not-allowed'],
    ['a device', () => '/dev/zero', 'not-allowed'],
  ])('%s may not', async (_name, path, code) => {
    const found = await openableFile(path(), [allowed]);
    expect(found).toMatchObject({ ok: false, failure: { code } });
    if (!found.ok) expect(found.failure.hint.length).toBeGreaterThan(5);
  });

  it('nothing may while no folder is allowed', async () => {
    expect(await openableFile(join(allowed, 'b.mp4'), [])).toMatchObject({
      ok: false,
      failure: { code: 'not-allowed' },
    });
  });
});

describe('the recordings of a folder', () => {
  it('are those with the name of a video, in order', async () => {
    const found = await videosIn(allowed, [allowed]);
    const names = found.ok ? found.value.map((path) => path.slice(path.lastIndexOf('/') + 1)) : [];
    expect(names).toEqual(['a.MKV', 'b.mp4', 'inner.mp4', 'link.mp4', 'zero.mp4']);
  });

  it('may be none', async () => {
    expect(await videosIn(join(allowed, 'empty'), [allowed])).toEqual({ ok: true, value: [] });
  });

  it('that cannot be listed are refused in words that say what to do, and no error gets out', async () => {
    const round = await videosIn(join(allowed, 'round'), [allowed]);
    expect(round).toMatchObject({ ok: false, failure: { code: 'not-allowed' } });
    expect(!round.ok && round.failure.message).toContain('cannot be read (ELOOP)');
    expect(await openableFile(join(allowed, 'x'.repeat(300)), [allowed])).toMatchObject({
      ok: false,
      failure: { code: 'not-allowed', hint: 'check the path and the disk that it lies on' },
    });
  });

  it.each([
    ['ENOENT', 'not-found', 'does not exist'],
    ['EACCES', 'not-allowed', 'may not be read by this user'],
    ['EIO', 'not-allowed', 'cannot be read (EIO)'],
  ])('of a disk that says %s are %s', (code, failure, words) => {
    const refused = unreadable('/videos', Object.assign(new Error('no'), { code }));
    expect(refused).toMatchObject({ ok: false, failure: { code: failure } });
    expect(!refused.ok && refused.failure.message).toContain(words);
  });

  it('must lie in one that exists and is allowed', async () => {
    expect(await videosIn(join(allowed, 'nowhere'), [allowed])).toMatchObject({
      ok: false,
      failure: { code: 'not-found' },
    });
    expect(await videosIn(join(allowed, 'b.mp4'), [allowed])).toMatchObject({
      ok: false,
      failure: { code: 'not-found' },
    });
    expect(await videosIn(root, [allowed])).toMatchObject({ ok: false, failure: { code: 'not-allowed' } });
  });
});
