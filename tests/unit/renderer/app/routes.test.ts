import { expect, it } from 'vitest';
import { hashOf, routeOf } from '../../../../renderer/app/routes.ts';

it.each([
  ['', { view: 'live' }],
  ['#/live', { view: 'live' }],
  ['#/traffic', { view: 'traffic' }],
  ['#/cameras', { view: 'cameras' }],
  ['#/models', { view: 'models' }],
  ['#/system', { view: 'system' }],
  ['#/camera/north-3', { view: 'camera', cameraId: 'north-3' }],
  ['#/camera/', { view: 'live' }],
  ['#/camera/../../etc', { view: 'live' }],
  ['#/camera/NORTH', { view: 'live' }],
  ['#/nowhere', { view: 'live' }],
])('the address %s leads to a view', (hash, route) => {
  expect(routeOf(hash)).toEqual(route);
});

it('a route leads back to itself through the address', () => {
  const route = { view: 'camera', cameraId: 'north' } as const;
  expect(routeOf(hashOf(route))).toEqual(route);
});
