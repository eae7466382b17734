import { describe, expect, it } from 'vitest';
import type { CameraView } from '../../../../../domain/contracts/api.ts';
import { foundCameras, MOST_LISTED } from '../../../../../renderer/features/map/found-cameras.ts';
import { cameraLook } from '../../../../../renderer/features/map/camera-look.ts';
import { mapKey } from '../../../../../renderer/features/map/map-keys.ts';
import type { MapKeyTarget } from '../../../../../renderer/features/map/map-keys.ts';
import { flowsByCamera } from '../../../../../renderer/features/map/use-flows.ts';
import {
  metresPerPixel,
  placeOfWorld,
  scaleBar,
  worldPoint,
} from '../../../../../renderer/features/map/stage/map-projection.ts';
import { startPlaces } from '../../../../../renderer/features/map/stage/text-places.ts';

describe('the map’s own measures', () => {
  it('come back from the map to the earth', () => {
    for (const place of [
      { latitude: 52.09, longitude: 5.112 },
      { latitude: -33.8, longitude: 151.2 },
      { latitude: 0, longitude: 0 },
    ]) {
      const back = placeOfWorld(worldPoint(place));
      expect(back.latitude).toBeCloseTo(place.latitude, 9);
      expect(back.longitude).toBeCloseTo(place.longitude, 9);
    }
  });

  it.each([
    [0.1, 120, 10],
    [1, 120, 100],
    [4.4, 120, 500],
    [38, 100, 2000],
  ])('a bar at %d m a pixel within %d pixels is %d m long', (metresAPixel, widest, metres) => {
    const bar = scaleBar(metresAPixel, widest);
    expect(bar.metres).toBe(metres);
    expect(bar.pixels).toBeLessThanOrEqual(widest);
    expect(bar.pixels * metresAPixel).toBeCloseTo(metres, 9);
  });

  it('a pixel of the whole earth in 256 is 156 km wide at the equator', () => {
    expect(metresPerPixel(0, 0)).toBeCloseTo(156_543.03, 1);
  });

  it('names that would cover each other are left out', () => {
    const places = startPlaces();
    expect(places.take(100, 100, 80, 16)).toBe(true);
    expect(places.take(130, 108, 80, 16)).toBe(false);
    expect(places.take(130, 140, 80, 16)).toBe(true);
  });
});

describe('states on the map', () => {
  it('have a shape of their own wherever the colour is the same', () => {
    const looks = (['connecting', 'live', 'stale', 'offline', 'auth-failed', 'stopped'] as const).map((state) =>
      cameraLook(true, true, state),
    );
    expect(new Set(looks.map(({ shape }) => shape)).size).toBe(looks.length);
  });

  it('are not known without a live line, and a paused camera is paused all the same', () => {
    expect(cameraLook(true, false, 'live').state).toBe('unknown');
    expect(cameraLook(false, false, 'live').state).toBe('paused');
  });
});

describe('the list', () => {
  const camera = (id: string, name: string, placed = true) =>
    ({ id, name, place: placed ? { latitude: 1, longitude: 1 } : null }) as CameraView;

  it('finds a piece of a name with or without its marks', () => {
    const cameras = [camera('a', 'Cầu Đông'), camera('b', 'Bến Xe'), camera('c', 'Cau Tay', false)];
    const found = foundCameras(cameras, 'cau');
    expect(found.shown.map(({ id }) => id)).toEqual(['a']);
    expect(found.unplaced.map(({ id }) => id)).toEqual(['c']);
  });

  it('says how many more there are than it shows', () => {
    const many = Array.from({ length: 2000 }, (_, at) => camera(`c${at}`, `Camera ${at}`));
    const found = foundCameras(many, '');
    expect(found.shown).toHaveLength(MOST_LISTED);
    expect(found.more).toBe(2000 - MOST_LISTED);
    expect(found.shown[2]?.name).toBe('Camera 2');
  });
});

describe('flows', () => {
  const lineId = '01000000-0000-4000-8000-000000000001';
  const flowsOf = (watchedShare: number) =>
    flowsByCamera({
      fromUtcUs: 0,
      toUtcUs: 300e6,
      cameras: [{ cameraId: 'north', watchedShare, lines: [{ lineId, in: 12, out: 0 }] }],
    })
      .get('north')!
      .get(lineId)!;

  it('of a watched stretch are numbers, zero among them', () => {
    expect(flowsOf(1)).toEqual([
      { direction: 'in', count: 12, isWhole: true, perHour: 144 },
      { direction: 'out', count: 0, isWhole: true, perHour: 0 },
    ]);
  });

  it('of one that nobody watched are no zeros', () => {
    expect(flowsOf(0).map(({ count }) => count)).toEqual([null, null]);
  });

  it('of one watched by half are a part of what passed', () => {
    expect(flowsOf(0.5)[0]).toMatchObject({ count: 12, isWhole: false, perHour: 288 });
  });
});

describe('keys on the map', () => {
  const press = (key: string, change: Partial<MapKeyTarget> = {}, shiftKey = false) => {
    const done: string[] = [];
    const target: MapKeyTarget = {
      placing: { draft: null, act: () => undefined, save: () => undefined, stop: () => true },
      mayWiden: true,
      seen: () => ['a', 'b', 'c'],
      pointedId: null,
      selectedId: null,
      point: (id) => done.push(`point ${id}`),
      choose: (id) => done.push(`choose ${id}`),
      openPage: (id) => done.push(`open ${id}`),
      ...change,
    };
    const taken = mapKey({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false }, target);
    return { taken, done };
  };

  it.each([
    ['n', null, false, 'point a'],
    ['n', 'a', false, 'point b'],
    ['n', 'c', false, 'point a'],
    ['p', 'a', false, 'point c'],
    ['N', 'b', true, 'point a'],
  ])('%s goes on from %s', (key, pointedId, shift, expected) => {
    expect(press(key, { pointedId }, shift).done).toEqual([expected]);
  });

  it('Enter opens what is pointed at, and once more its page', () => {
    expect(press('Enter', { pointedId: 'b' }).done).toEqual(['choose b']);
    expect(press('Enter', { selectedId: 'b' }).done).toEqual(['open b']);
    expect(press('Enter').taken).toBe(false);
  });

  it('Escape goes one step back, arrows stay the map’s own', () => {
    expect(press('Escape', { selectedId: 'b' }).done).toEqual(['choose null', 'point null']);
    expect(press('ArrowLeft').taken).toBe(false);
  });
});
