import type { KeyboardEvent } from 'react';
import { nudged } from './place-draft.ts';
import type { Placing } from './use-placing.ts';

export interface MapKeyTarget {
  readonly placing: Pick<Placing, 'draft' | 'act' | 'save' | 'stop'>;
  readonly mayWiden: boolean;
  readonly seen: () => readonly string[];
  readonly pointedId: string | null;
  readonly point: (cameraId: string | null) => void;
  readonly selectedId: string | null;
  readonly choose: (cameraId: string | null) => void;
  readonly openPage: (cameraId: string) => void;
}

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Keys while the map has the focus. True: the key was ours, the map itself does nothing with it. */
export function mapKey(event: Key, target: MapKeyTarget): boolean {
  if (event.altKey) return false;
  return target.placing.draft === null ? lookingKey(event, target) : placingKey(event, target);
}

/** N and P go from camera to camera, Enter opens what they point at. Arrows, + and − are the map's own. */
function lookingKey({ key, shiftKey, ctrlKey, metaKey }: Key, target: MapKeyTarget): boolean {
  if (ctrlKey || metaKey) return false;
  const { pointedId, selectedId } = target;
  if (key.toLowerCase() === 'n') return pointOn(target, shiftKey ? -1 : 1);
  if (key.toLowerCase() === 'p') return pointOn(target, -1);
  if (key === 'Enter') {
    if (pointedId !== null) target.choose(pointedId);
    else if (selectedId !== null) target.openPage(selectedId);
    return pointedId !== null || selectedId !== null;
  }
  if (key !== 'Escape' || (pointedId === null && selectedId === null)) return false;
  if (pointedId === null) target.choose(null);
  target.point(null);
  return true;
}

function pointOn({ seen, pointedId, selectedId, point }: MapKeyTarget, by: 1 | -1): boolean {
  const cameras = seen();
  if (cameras.length === 0) return true;
  const at = cameras.indexOf(pointedId ?? selectedId ?? '');
  const next = at < 0 ? (by === 1 ? 0 : cameras.length - 1) : (at + by + cameras.length) % cameras.length;
  point(cameras[next] ?? null);
  return true;
}

function placingKey({ key, shiftKey, ctrlKey, metaKey }: Key, { placing, mayWiden }: MapKeyTarget): boolean {
  const { draft, act, save, stop } = placing;
  if (draft === null) return false;
  const turn = ctrlKey || metaKey;
  const place = nudged(draft.place, { key, far: shiftKey, turn }, mayWiden);
  if (place !== null) {
    act({ type: 'set', place, gesture: `key ${key} ${turn}` });
    return true;
  }
  const letter = key.toLowerCase();
  if (turn && (letter === 'y' || (letter === 'z' && shiftKey))) act({ type: 'redo' });
  else if (turn && letter === 'z') act({ type: 'undo' });
  else if (turn && letter === 's') save();
  else if (key === 'Escape') stop();
  else return false;
  return true;
}
