import type { CameraView } from '../../../domain/contracts/api.ts';

/** A longer list is no help: who looks for one camera among two thousand types a piece of its name. */
export const MOST_LISTED = 60;

/** One for all: making it anew for every pair of two thousand names takes longer than a frame. */
const names = new Intl.Collator(undefined, { numeric: true });

export interface FoundCameras {
  readonly shown: readonly CameraView[];
  readonly unplaced: readonly CameraView[];
  /** So many more were found and are not listed. */
  readonly more: number;
}

/** Cameras whose name or id holds what was typed, in any case and with or without marks. */
export function foundCameras(cameras: readonly CameraView[], wanted: string): FoundCameras {
  const text = plain(wanted.trim());
  const found = cameras
    .filter(({ id, name }) => text === '' || plain(name).includes(text) || id.includes(text))
    .toSorted((a, b) => names.compare(a.name, b.name));
  const placed = found.filter(({ place }) => place !== null);
  const unplaced = found.filter(({ place }) => place === null);
  const shown = placed.slice(0, MOST_LISTED);
  const rest = unplaced.slice(0, MOST_LISTED);
  return { shown, unplaced: rest, more: found.length - shown.length - rest.length };
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/gi, 'd')
    .toLowerCase();
}
