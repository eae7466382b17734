import { expect, it } from 'vitest';
import { hashOf, placeOf, routeOf } from '../../../../renderer/app/routes.ts';

it.each([
  ['', { view: 'live' }],
  ['#/live', { view: 'live' }],
  ['#/traffic', { view: 'traffic' }],
  ['#/cameras', { view: 'cameras' }],
  ['#/incidents', { view: 'incidents', incidentId: null }],
  [
    '#/incidents/99999999-9999-4999-8999-999999999999',
    { view: 'incidents', incidentId: '99999999-9999-4999-8999-999999999999' },
  ],
  ['#/incidents/../etc', { view: 'incidents', incidentId: null }],
  ['#/models', { view: 'models' }],
  ['#/system', { view: 'system' }],
  ['#/camera/north-3', { view: 'camera', cameraId: 'north-3' }],
  ['#/camera/', { view: 'live' }],
  ['#/camera/../../etc', { view: 'live' }],
  ['#/camera/NORTH', { view: 'live' }],
  ['#/live/north-3', { view: 'live', cameraId: 'north-3' }],
  ['#/live/../x', { view: 'live' }],
  ['#/alone', { view: 'alone', show: 'live' }],
  ['#/alone/live/north', { view: 'alone', show: 'live', cameraId: 'north' }],
  ['#/alone/layout/3f2a-1', { view: 'alone', show: 'layout', layoutId: '3f2a-1' }],
  ['#/alone/camera/north', { view: 'alone', show: 'camera', cameraId: 'north' }],
  ['#/alone/camera/', { view: 'alone', show: 'live' }],
  ['#/nowhere', { view: 'live' }],
])('the address %s leads to a view', (hash, route) => {
  expect(routeOf(hash)).toEqual(route);
});

it.each([
  { view: 'camera', cameraId: 'north' },
  { view: 'system' },
  { view: 'live' },
  { view: 'live', cameraId: 'north' },
  { view: 'alone', show: 'live' },
  { view: 'alone', show: 'live', cameraId: 'north' },
  { view: 'alone', show: 'layout', layoutId: 'a-1' },
  { view: 'alone', show: 'camera', cameraId: 'north' },
] as const)('the route %o leads back to itself through the address', (route) => {
  expect(routeOf(hashOf(route))).toEqual(route);
});

it('the wall and its large picture are one place, another camera page is another one', () => {
  expect(placeOf({ view: 'live' })).toBe(placeOf({ view: 'live', cameraId: 'north' }));
  expect(placeOf({ view: 'camera', cameraId: 'a' })).not.toBe(placeOf({ view: 'camera', cameraId: 'b' }));
});

it('an incident is opened by its address', () => {
  const route = { view: 'incidents', incidentId: '99999999-9999-4999-8999-999999999999' } as const;
  expect(routeOf(hashOf(route))).toEqual(route);
});
