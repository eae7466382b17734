import { describe, expect, it } from 'vitest';
import {
  headingOf,
  offsetTo,
  offsetTowards,
  placeAt,
  turnBetween,
  wrappedHeading,
} from '../../../../domain/map/places.ts';

const TOWN = { latitude: 52.09, longitude: 5.112 };

describe('places', () => {
  it.each([
    [0, 0],
    [1200, -340],
    [-3000, 2500],
  ])('come back from where they went: %d m east, %d m north', (east, north) => {
    const there = placeAt(TOWN, { east, north });
    const back = offsetTo(TOWN, there);
    expect(back.east).toBeCloseTo(east, 6);
    expect(back.north).toBeCloseTo(north, 6);
  });

  it('know that a degree to the north is 111.2 km, and one to the east less, the nearer to a pole', () => {
    expect(offsetTo(TOWN, { ...TOWN, latitude: 53.09 }).north).toBeCloseTo(111_195, 0);
    expect(offsetTo({ latitude: 60, longitude: 0 }, { latitude: 60, longitude: 1 }).east).toBeCloseTo(55_597.5, 0);
  });

  it('go on over the line of the date', () => {
    const here = { latitude: -18, longitude: 179.999 };
    const there = placeAt(here, { east: 500, north: 0 });
    expect(there.longitude).toBeLessThan(-179);
    expect(offsetTo(here, there).east).toBeCloseTo(500, 6);
  });

  it('never leave the earth at a pole', () => {
    expect(placeAt({ latitude: 89.9999, longitude: 0 }, { east: 0, north: 1e6 }).latitude).toBe(90);
  });
});

describe('headings', () => {
  it.each([
    [0, 0, 10],
    [90, 10, 0],
    [180, 0, -10],
    [270, -10, 0],
  ])('%d° is %d m east and %d m north', (heading, east, north) => {
    const offset = offsetTowards(heading, 10);
    expect(offset.east).toBeCloseTo(east, 9);
    expect(offset.north).toBeCloseTo(north, 9);
    expect(headingOf(offset)).toBeCloseTo(heading, 9);
  });

  it('stay within a turn', () => {
    expect([-90, 360, 725, -1e-18].map(wrappedHeading)).toEqual([270, 0, 5, 0]);
  });

  it('turn the shorter way round', () => {
    expect(turnBetween(350, 20)).toBe(30);
    expect(turnBetween(20, 350)).toBe(-30);
  });
});
