import type { PickedPath, PickFile } from '../../domain/contracts/shell.ts';
import type { Texts } from '../i18n/texts.ts';
import type { AllowedFolders } from './allowed-folders.ts';

interface DialogOptions {
  title: string;
  properties: ('openFile' | 'openDirectory')[];
  filters?: { name: string; extensions: string[] }[];
}

/** The system's dialog, tied to the window that asks. */
export type ShowOpenDialog = (options: DialogOptions) => Promise<{ canceled: boolean; filePaths: string[] }>;

const RECORDINGS = ['mp4', 'mkv', 'mov', 'avi', 'ts', 'm4v', 'webm', 'flv'];
const PICTURES = ['jpg', 'jpeg', 'png', 'webp'];

/** Lets a person choose a file, and says whether it may be read. Choosing a file allows nothing. */
export async function pickFile(
  { kind }: PickFile,
  folders: Pick<AllowedFolders, 'usable'>,
  texts: Texts,
  show: ShowOpenDialog,
): Promise<PickedPath> {
  const options: DialogOptions =
    kind === 'recording'
      ? { title: texts('pickRecording'), ...openOne(texts('recordings'), RECORDINGS) }
      : kind === 'picture'
        ? { title: texts('pickPicture'), ...openOne(texts('pictures'), PICTURES) }
        : { title: texts('pickAny'), properties: ['openFile'] };
  const file = firstOf(await show(options));
  return file === null ? null : { path: file, usable: folders.usable(file) };
}

/** Lets a person choose a folder, and allows it: the choice in the system's own dialog is the consent. */
export async function pickFolder(
  folders: Pick<AllowedFolders, 'add'>,
  texts: Texts,
  show: ShowOpenDialog,
): Promise<PickedPath> {
  const folder = firstOf(await show({ title: texts('pickFolder'), properties: ['openDirectory'] }));
  return folder === null ? null : { path: folder, usable: folders.add(folder) };
}

function openOne(name: string, extensions: string[]): Pick<DialogOptions, 'properties' | 'filters'> {
  return { properties: ['openFile'], filters: [{ name, extensions }] };
}

function firstOf({ canceled, filePaths }: { canceled: boolean; filePaths: string[] }): string | null {
  return canceled ? null : (filePaths[0] ?? null);
}
