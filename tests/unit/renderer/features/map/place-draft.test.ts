import { describe, expect, it } from 'vitest';
import { placeSchema } from '../../../../../domain/contracts/camera-config.ts';
import { offsetTo } from '../../../../../domain/map/places.ts';
import { isUnsaved, nudged, startPlacing, stepPlace } from '../../../../../renderer/features/map/place-draft.ts';
import type { PlaceAction, PlaceDraft } from '../../../../../renderer/features/map/place-draft.ts';

const STORED = { latitude: 52.09, longitude: 5.112, heading: 10 };
const begun = startPlacing('north', STORED, { latitude: 0, longitude: 0 });
const after = (draft: PlaceDraft, ...actions: readonly PlaceAction[]): PlaceDraft => actions.reduce(stepPlace, draft);
const set = (change: object, gesture?: string): PlaceAction => ({
  type: 'set',
  place: { ...STORED, ...change },
  ...(gesture === undefined ? {} : { gesture }),
});

describe('placing a camera', () => {
  it('begins where it is stored, or where the map looks', () => {
    expect(begun.place).toEqual(STORED);
    expect(isUnsaved(begun)).toBe(false);
    const fresh = startPlacing('new', null, { latitude: 1, longitude: 2 });
    expect(fresh.place).toEqual({ latitude: 1, longitude: 2 });
    expect(isUnsaved(fresh)).toBe(true);
  });

  it('goes back and forth step by step', () => {
    const moved = after(begun, set({ heading: 20 }), set({ heading: 30 }));
    const back = after(moved, { type: 'undo' }, { type: 'undo' });
    expect(back.place).toEqual(STORED);
    expect(after(back, { type: 'undo' })).toEqual(back);
    expect(after(back, { type: 'redo' }).place.heading).toBe(20);
    expect(after(back, { type: 'redo' }, { type: 'redo' }, { type: 'redo' }).place.heading).toBe(30);
  });

  it('takes a whole drag as one step, and two drags as two', () => {
    const dragged = after(begun, set({ heading: 11 }, 'drag'), set({ heading: 12 }, 'drag'), { type: 'end' });
    expect(after(dragged, { type: 'undo' }).place).toEqual(STORED);
    const twice = after(dragged, set({ heading: 40 }, 'drag'));
    expect(after(twice, { type: 'undo' }).place.heading).toBe(12);
  });

  it('forgets what could be redone once something new is done', () => {
    const changed = after(begun, set({ heading: 20 }), { type: 'undo' }, set({ heading: 50 }));
    expect(after(changed, { type: 'redo' }).place.heading).toBe(50);
  });

  it('is saved as it stands, and can still go back', () => {
    const saved = after(begun, set({ heading: 20 }), { type: 'saved' });
    expect(isUnsaved(saved)).toBe(false);
    const back = after(saved, { type: 'undo' });
    expect(back.place).toEqual(STORED);
    expect(isUnsaved(back)).toBe(true);
  });

  it.each([
    { heading: -10 },
    { heading: 359.97 },
    { fieldOfView: 0 },
    { fieldOfView: 400 },
    { latitude: 91 },
    { longitude: -181 },
  ])('keeps within what the site takes: %o', (change) => {
    expect(placeSchema.safeParse(after(begun, set(change)).place).success).toBe(true);
  });
});

describe('keys', () => {
  const key = (name: string, far = false, turn = false) => nudged(STORED, { key: name, far, turn }, true);

  it.each([
    ['ArrowUp', 0, 1],
    ['ArrowDown', 0, -1],
    ['ArrowLeft', -1, 0],
    ['ArrowRight', 1, 0],
  ])('%s moves by a metre, with Shift by ten', (name, east, north) => {
    for (const [far, times] of [
      [false, 1],
      [true, 10],
    ] as const) {
      const offset = offsetTo(STORED, key(name, far)!);
      expect(offset.east).toBeCloseTo(east * times, 3);
      expect(offset.north).toBeCloseTo(north * times, 3);
    }
  });

  it('with Ctrl turn and widen, also over north', () => {
    expect(key('ArrowLeft', true, true)).toMatchObject({ heading: 0 });
    expect(nudged({ ...STORED, heading: 0 }, { key: 'ArrowLeft', far: false, turn: true }, true)?.heading).toBe(359);
    expect(key('ArrowUp', false, true)).toMatchObject({ fieldOfView: 61 });
  });

  it('widen nothing that the calibration knows, and leave other keys alone', () => {
    expect(nudged(STORED, { key: 'ArrowUp', far: false, turn: true }, false)).toBeNull();
    expect(key('a')).toBeNull();
  });
});
