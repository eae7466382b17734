import { expect, it } from 'vitest';
import { hashOf, routeOf } from '../../../../renderer/app/routes.ts';

it.each([
  ['', { view: 'live' }],
  ['#/live', { view: 'live' }],
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
  ['#/nowhere', { view: 'live' }],
])('the address %s leads to a view', (hash, route) => {
  expect(routeOf(hash)).toEqual(route);
});

it('a route leads back to itself through the address', () => {
  const route = { view: 'camera', cameraId: 'north' } as const;
  expect(routeOf(hashOf(route))).toEqual(route);
});

it('an incident is opened by its address', () => {
  const route = { view: 'incidents', incidentId: '99999999-9999-4999-8999-999999999999' } as const;
  expect(routeOf(hashOf(route))).toEqual(route);
});
