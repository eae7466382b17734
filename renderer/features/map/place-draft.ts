import type { CameraPlace } from '../../../domain/contracts/camera-config.ts';
import { offsetTowards, placeAt, wrappedHeading } from '../../../domain/map/places.ts';

/** A camera that is being placed: nothing of it is stored until it is saved. */
export interface PlaceDraft {
  readonly cameraId: string;
  /** As the site has it; null: the camera had no place. */
  readonly stored: CameraPlace | null;
  readonly place: CameraPlace;
  readonly past: readonly CameraPlace[];
  readonly future: readonly CameraPlace[];
  /** A drag or a held key goes on: all of it is one step. */
  readonly gesture: string | null;
}

export type PlaceAction =
  | { readonly type: 'set'; readonly place: CameraPlace; readonly gesture?: string }
  | { readonly type: 'end' }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'saved' };

const MOST_STEPS = 100;

export function startPlacing(cameraId: string, stored: CameraPlace | null, fallback: CameraPlace): PlaceDraft {
  return { cameraId, stored, place: stored ?? fallback, past: [], future: [], gesture: null };
}

export function stepPlace(draft: PlaceDraft, action: PlaceAction): PlaceDraft {
  switch (action.type) {
    case 'set':
      return setPlace(draft, tidied(action.place), action.gesture ?? null);
    case 'end':
      return { ...draft, gesture: null };
    case 'undo': {
      const before = draft.past.at(-1);
      if (before === undefined) return draft;
      const future = [draft.place, ...draft.future];
      return { ...draft, place: before, past: draft.past.slice(0, -1), future, gesture: null };
    }
    case 'redo': {
      const [next, ...future] = draft.future;
      if (next === undefined) return draft;
      return { ...draft, place: next, past: [...draft.past, draft.place], future, gesture: null };
    }
    case 'saved':
      return { ...draft, stored: draft.place, gesture: null };
  }
}

function setPlace(draft: PlaceDraft, place: CameraPlace, gesture: string | null): PlaceDraft {
  if (isSamePlace(place, draft.place)) return { ...draft, gesture };
  const goesOn = gesture !== null && gesture === draft.gesture;
  const past = goesOn ? draft.past : [...draft.past, draft.place].slice(-MOST_STEPS);
  return { ...draft, place, past, future: [], gesture };
}

export function isUnsaved({ stored, place }: PlaceDraft): boolean {
  return stored === null || !isSamePlace(stored, place);
}

function isSamePlace(a: CameraPlace, b: CameraPlace): boolean {
  return (
    a.latitude === b.latitude &&
    a.longitude === b.longitude &&
    a.heading === b.heading &&
    a.fieldOfView === b.fieldOfView
  );
}

/** A centimetre on the ground and a tenth of a degree are finer than anybody places a camera. */
function tidied({ latitude, longitude, heading, fieldOfView }: CameraPlace): CameraPlace {
  const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
  return {
    latitude: rounded(Math.min(90, Math.max(-90, latitude)), 7),
    longitude: rounded(Math.min(180, Math.max(-180, longitude)), 7),
    ...(heading === undefined ? {} : { heading: wrappedHeading(rounded(wrappedHeading(heading), 1)) }),
    ...(fieldOfView === undefined ? {} : { fieldOfView: rounded(Math.min(180, Math.max(1, fieldOfView)), 1) }),
  };
}

const USUAL_WIDTH = 60;

/** What a key does to a place; null for a key that does nothing. Shift goes ten times as far, Ctrl turns and widens. */
export function nudged(
  place: CameraPlace,
  { key, far, turn }: { readonly key: string; readonly far: boolean; readonly turn: boolean },
  mayWiden: boolean,
): CameraPlace | null {
  const step = far ? 10 : 1;
  const towards = { ArrowUp: 0, ArrowRight: 90, ArrowDown: 180, ArrowLeft: 270 }[key];
  if (towards === undefined) return null;
  if (!turn) return { ...place, ...placeAt(place, offsetTowards(towards, step)) };
  if (towards === 90 || towards === 270) {
    return { ...place, heading: wrappedHeading((place.heading ?? 0) + (towards === 90 ? step : -step)) };
  }
  if (!mayWiden) return null;
  return { ...place, fieldOfView: (place.fieldOfView ?? USUAL_WIDTH) + (towards === 0 ? step : -step) };
}
