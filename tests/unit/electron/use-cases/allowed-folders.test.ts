import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textsFor } from '../../../../electron/i18n/texts.ts';
import { openAllowedFolders } from '../../../../electron/use-cases/allowed-folders.ts';
import { pickFile, pickFolder } from '../../../../electron/use-cases/pick-path.ts';
import { temporaryFolder } from '../../../support/electron-double.ts';

let data: ReturnType<typeof temporaryFolder>;
const at = (...parts: string[]) => path.join(data.folder, ...parts);
const open = () => openAllowedFolders(at('desktop', 'settings.json'), [at('media')]);
beforeEach(() => {
  data = temporaryFolder();
  for (const folder of ['media', 'mediastore', 'videos/may', 'other']) mkdirSync(at(folder), { recursive: true });
});
afterEach(() => data.remove());

describe('folders of recordings', () => {
  it('that a person picks count from the next start on', () => {
    const first = open();
    expect(first.add(at('videos'))).toBe('after-restart');
    expect([first.kept, first.usable(at('videos/may'))]).toEqual([[], 'after-restart']);
    const second = open();
    expect(second.kept).toEqual([at('videos')]);
    expect(second.usable(at('videos', 'may', 'a.mp4'))).toBe('now');
  });

  it('are kept once', () => {
    const folders = open();
    folders.add(at('videos'));
    expect(folders.add(at('videos/may'))).toBe('after-restart');
    expect(folders.add(at('media'))).toBe('now');
    expect(open().kept).toEqual([at('videos')]);
  });

  it('allow nothing beside them, by name, by dots or by a link', () => {
    const folders = open();
    symlinkSync(at('other'), at('media', 'link'));
    expect(folders.usable(at('mediastore'))).toBe('not-allowed');
    expect(folders.usable(at('media', '..', 'other'))).toBe('not-allowed');
    expect(folders.usable(at('media', 'link'))).toBe('not-allowed');
    expect(folders.usable(at('media', 'a.mp4'))).toBe('now');
  });

  it('start empty when their file cannot be understood', () => {
    mkdirSync(at('desktop'));
    writeFileSync(at('desktop', 'settings.json'), '{"allowedFolders":[7]}');
    expect(open().kept).toEqual([]);
  });

  it('stand in a file that only its owner reads', () => {
    open().add(at('videos'));
    expect(JSON.parse(readFileSync(at('desktop', 'settings.json'), 'utf8'))).toEqual({
      allowedFolders: [at('videos')],
    });
  });
});

describe('picking', () => {
  const texts = textsFor('en');
  const answer = (...filePaths: string[]) => Promise.resolve({ canceled: filePaths.length === 0, filePaths });

  it('a file tells whether it may be read, and allows nothing', async () => {
    const folders = open();
    const pick = (file: string) => pickFile({ kind: 'recording' }, folders, texts, () => answer(file));
    expect(await pick(at('media', 'a.mp4'))).toEqual({ path: at('media', 'a.mp4'), usable: 'now' });
    expect(await pick(at('other', 'a.mp4'))).toMatchObject({ usable: 'not-allowed' });
    expect(open().kept).toEqual([]);
  });

  it('a folder allows it', async () => {
    const picked = await pickFolder(open(), texts, () => answer(at('videos')));
    expect(picked).toEqual({ path: at('videos'), usable: 'after-restart' });
    expect(open().kept).toEqual([at('videos')]);
  });

  it('nothing is nothing', async () => {
    expect(await pickFile({ kind: 'any' }, open(), texts, () => answer())).toBeNull();
    expect(await pickFolder(open(), texts, () => answer())).toBeNull();
    expect(open().kept).toEqual([]);
  });

  it.each([
    ['recording', 'Choose a recording', 'mp4'],
    ['picture', 'Choose a picture', 'png'],
  ] as const)('a %s offers the right files', async (kind, title, extension) => {
    let shown: unknown = null;
    await pickFile({ kind }, open(), texts, (options) => {
      shown = options;
      return answer();
    });
    expect(shown).toMatchObject({ title, properties: ['openFile'] });
    expect(JSON.stringify(shown)).toContain(`"${extension}"`);
  });
});
