/** What has become of one file of a folder that is played by name, one file after another. */
export type FileState = 'waiting' | 'playing' | 'played' | 'passed-over';

/** What tells a file from another one of the same name: its length, and the hash of how it begins. */
export interface FileMark {
  readonly bytes: number;
  readonly headSha256: string;
}

/** One file of a folder, as far as it was dealt with. */
export interface WalkedFile {
  readonly name: string;
  readonly state: FileState;
  /** Taken when its turn came. */
  readonly mark: FileMark | null;
  /** What a person should know of it; empty where there is nothing to say. */
  readonly note: string;
}

/** Every file that was ever met, by name: files that come later are played in their place, none is played twice. */
export type FolderWalk = readonly WalkedFile[];

/** What comes next on the way through a folder. */
export type FolderTurn =
  | { readonly kind: 'play'; readonly file: WalkedFile }
  /** It was there before and is not any more, or it came when its place had been passed. */
  | { readonly kind: 'pass-over'; readonly file: WalkedFile; readonly why: 'gone' | 'late' }
  /** The file in the middle of which one stands is gone. */
  | { readonly kind: 'lost'; readonly file: WalkedFile }
  | { readonly kind: 'over' };

/** The walk that these files make, in whatever order they are told. */
export function folderWalk<F extends WalkedFile>(files: readonly F[]): readonly F[] {
  return [...files].sort(byName);
}

/** Takes in the files that are there now; says which of them were never seen before. */
export function meetFiles(
  walk: FolderWalk,
  present: readonly string[],
): { readonly walk: FolderWalk; readonly fresh: readonly string[] } {
  const known = new Set(walk.map(({ name }) => name));
  const fresh = present.filter((name) => !known.has(name));
  if (fresh.length === 0) return { walk, fresh };
  const waiting = fresh.map((name): WalkedFile => ({ name, state: 'waiting', mark: null, note: '' }));
  return { walk: folderWalk([...walk, ...waiting]), fresh };
}

/** The file whose turn it is: the one that was begun, or the first that waits. */
export function nextTurn(walk: FolderWalk, present: ReadonlySet<string>): FolderTurn {
  const begun = walk.find(({ state }) => state === 'playing');
  if (begun !== undefined) return { kind: present.has(begun.name) ? 'play' : 'lost', file: begun };
  const reached = walk.findLastIndex(({ state }) => state !== 'waiting');
  const at = walk.findIndex(({ state }) => state === 'waiting');
  const file = walk[at];
  if (file === undefined) return { kind: 'over' };
  if (at < reached) return { kind: 'pass-over', file, why: 'late' };
  return present.has(file.name) ? { kind: 'play', file } : { kind: 'pass-over', file, why: 'gone' };
}

/** The walk with one of its files changed. */
export function changeFile(
  walk: FolderWalk,
  name: string,
  change: Partial<Pick<WalkedFile, 'state' | 'mark' | 'note'>>,
): FolderWalk {
  return walk.map((file) => (file.name === name ? { ...file, ...change } : file));
}

const MOST_NAMED = 10;

/** What was not counted, or not all of it, in one sentence; empty where everything was. */
export function walkReport(walk: FolderWalk): string {
  const notes = walk.filter(({ note }) => note !== '').map(({ name, note }) => `${name}: ${note}`);
  if (notes.length === 0) return '';
  const more = notes.length > MOST_NAMED ? [`and ${notes.length - MOST_NAMED} more files`] : [];
  return `not everything in the folder was counted: ${[...notes.slice(0, MOST_NAMED), ...more].join('; ')}`;
}

/** As the folder is listed: by the numbers of the letters, the same in every language. */
function byName(a: WalkedFile, b: WalkedFile): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
