import { describe, expect, it } from 'vitest';
import {
  changeFile,
  type FileState,
  type FolderWalk,
  folderWalk,
  meetFiles,
  nextTurn,
  walkReport,
} from '../../../../domain/camera/folder-walk.ts';

/** "a:played b:waiting": the files of a folder, and what became of each. */
const walk = (text: string): FolderWalk =>
  folderWalk(
    text.split(' ').map((word) => {
      const [name = '', state = ''] = word.split(':');
      return { name, state: state as FileState, mark: null, note: '' };
    }),
  );
const shown = (files: FolderWalk): string => files.map(({ name, state }) => `${name}:${state}`).join(' ');

describe('the files of a folder', () => {
  it('are met by name, whenever they come, and each is new once', () => {
    const first = meetFiles([], ['b', 'a', 'ä']);
    expect([shown(first.walk), first.fresh]).toEqual(['a:waiting b:waiting ä:waiting', ['b', 'a', 'ä']]);
    const second = meetFiles(changeFile(first.walk, 'a', { state: 'played' }), ['a', 'b', 'c']);
    expect([shown(second.walk), second.fresh]).toEqual(['a:played b:waiting c:waiting ä:waiting', ['c']]);
    expect(meetFiles(second.walk, ['b']).walk).toBe(second.walk);
  });

  it.each([
    ['the first comes first', 'a:waiting b:waiting', 'a b', 'play a'],
    ['the one that was begun goes before all others', 'a:waiting b:playing c:waiting', 'a b c', 'play b'],
    ['those that are done are not played again', 'a:played b:passed-over c:waiting', 'a b c', 'play c'],
    ['one that comes in time is played in its place', 'a:played b:waiting c:waiting', 'a b c', 'play b'],
    ['one whose place was passed is too late', 'a:waiting b:played c:waiting', 'a b c', 'pass-over a late'],
    ['one behind a bad one is in time', 'a:passed-over b:waiting', 'a b', 'play b'],
    ['one before a bad one is too late', 'a:waiting b:passed-over', 'a b', 'pass-over a late'],
    ['one that is gone before its turn is passed over', 'a:played b:waiting c:waiting', 'a c', 'pass-over b gone'],
    ['one that is gone after its turn is missed by nobody', 'a:played b:waiting', 'b', 'play b'],
    ['one that is gone in the middle of it is lost', 'a:played b:playing c:waiting', 'a c', 'lost b'],
    ['behind the last it is over', 'a:played b:passed-over', 'a b', 'over'],
  ])('%s', (_rule, files, present, expected) => {
    const turn = nextTurn(walk(files), new Set(present.split(' ')));
    const words = [turn.kind, 'file' in turn ? turn.file.name : '', 'why' in turn ? turn.why : ''];
    expect(words.filter((word) => word !== '').join(' ')).toBe(expected);
  });
});

describe('the report of a walk', () => {
  it('is empty where everything was counted', () => {
    expect(walkReport(walk('a:played b:played'))).toBe('');
  });

  it('names what was not, and counts the rest where there is much of it', () => {
    const few = changeFile(walk('a:played b:passed-over c:played'), 'b', { note: 'it was gone' });
    expect(walkReport(few)).toBe('not everything in the folder was counted: b: it was gone');
    const many = Array.from({ length: 12 }, (_, at) => ({ name: `${at}`, state: 'played', mark: null, note: 'bad' }));
    expect(walkReport(many as FolderWalk)).toMatch(/: 0: bad; 1: bad; .*9: bad; and 2 more files$/);
  });
});
