import { join } from 'node:path';
import type { WalkedFile } from '../../domain/camera/folder-walk.ts';
import type { SourceFailure } from './file-access.ts';
import { compareMark } from './file-mark.ts';
import type { NextStep } from './next-step.ts';
import type { FolderCourse } from './recording-course.ts';
import { openableItem, type SourceItem, type SourceNature } from './source-plan.ts';
import type { FolderItem } from './types.ts';

/** What to do with a folder now: play a file of it, tell why not, or nothing, because it is over. */
export type FolderStep =
  | { readonly kind: 'play'; readonly item: SourceItem; readonly info: FolderItem }
  | { readonly kind: 'pass-over'; readonly failure: SourceFailure; readonly step: NextStep }
  /** As if the folder itself could not be opened. */
  | { readonly kind: 'refuse'; readonly failure: SourceFailure }
  | { readonly kind: 'over'; readonly step: NextStep };

/** What a step depends on. */
export interface FolderLook {
  readonly course: FolderCourse;
  readonly nature: Pick<SourceNature, 'lossless' | 'loop'>;
  readonly folder: string;
  readonly items: readonly SourceItem[];
  readonly allowedFolders: readonly string[];
  onFilesFound(names: readonly string[]): void;
}

const GONE: SourceFailure = {
  code: 'not-found',
  message: 'it was gone when its turn came',
  hint: 'bring it back and replay it',
};
const LATE: SourceFailure = {
  code: 'came-late',
  message: 'it came when its place in the folder had been passed',
  hint: 'replay it on its own, or the folder again',
};
const REPLACED = 'it was replaced after it was counted: the numbers are those of the file before';
const GROWN = 'it has grown since it was begun: replay it again if what was added is to be counted';

/** Looks at a folder: which of its files is next, and whether it is still the one it was. */
export async function stepInFolder(look: FolderLook): Promise<FolderStep> {
  const { course, folder, items, nature } = look;
  const { turn, fresh } = course.turn(items.map(({ name }) => name));
  if (fresh.length > 0) look.onFilesFound(fresh);
  if (turn.kind === 'over') {
    if (!course.isOver()) return { kind: 'refuse', failure: empty(folder) };
    if (!nature.loop) await lookBack(course, folder);
    return { kind: 'over', step: course.over() };
  }
  if (items.length === 0) return { kind: 'refuse', failure: allGone(folder) };
  const { name } = turn.file;
  if (turn.kind === 'pass-over') return passOver(course, name, turn.why === 'late' ? LATE : GONE);
  return turn.kind === 'lost' ? giveUp(look, name, lost(name)) : playable(look, turn.file);
}

async function playable(look: FolderLook, file: WalkedFile): Promise<FolderStep> {
  const { course, items, allowedFolders } = look;
  const { name } = file;
  const index = items.findIndex((listed) => listed.name === name);
  const listed = items[index];
  if (listed === undefined) return passOver(course, name, GONE);
  const found = await openableItem(listed, allowedFolders);
  if (!found.ok) return file.mark === null ? passOver(course, name, found.failure) : giveUp(look, name, found.failure);
  const { item, path } = found.value;
  const became = file.mark === null ? 'same' : await compareMark(path, file.mark).catch(() => 'other');
  if (became === 'other') return giveUp(look, name, replaced(name));
  const mark = file.mark ?? found.value.mark;
  course.begun(name, mark);
  return { kind: 'play', item, info: { index, count: items.length, name, mark } };
}

/** In the middle of a file there is nothing left to go on with: no replay may leave out the rest of it unsaid. */
function giveUp({ course, nature }: FolderLook, name: string, failure: SourceFailure): FolderStep {
  return nature.lossless ? { kind: 'refuse', failure } : passOver(course, name, failure);
}

/** At the end: what was counted may be another file by now. */
async function lookBack(course: FolderCourse, folder: string): Promise<void> {
  for (const { name, mark } of course.played()) {
    if (mark === null) continue;
    // One that is gone, or cannot be read any more, was counted all the same.
    const became = await compareMark(join(folder, name), mark).catch(() => 'same');
    if (became === 'other') course.remark(name, REPLACED);
    if (became === 'grown') course.remark(name, GROWN);
  }
}

function passOver(course: FolderCourse, name: string, failure: SourceFailure): FolderStep {
  const note = `${failure.message}; ${failure.hint}`;
  return { kind: 'pass-over', failure, step: course.passOver(name, failure.code, note) };
}

const empty = (folder: string): SourceFailure => ({
  code: 'not-found',
  message: `there is no video in ${folder}`,
  hint: 'put recordings into the folder',
});
const allGone = (folder: string): SourceFailure => ({
  code: 'not-found',
  message: `the recordings in ${folder} are gone before all of them were played`,
  hint: 'connect the disk or bring the files back, and replay the folder again',
});
const lost = (name: string): SourceFailure => ({
  code: 'not-found',
  message: `${name} is gone, and it was not played to its end`,
  hint: 'bring it back and replay the folder again',
});
const replaced = (name: string): SourceFailure => ({
  code: 'resume-mismatch',
  message: `${name} was replaced while the replay stood in the middle of it`,
  hint: 'replay the folder again: its numbers must not come from two different files',
});
