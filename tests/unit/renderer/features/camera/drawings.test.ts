import { zoneDrawingSchema } from '../../../../../domain/contracts/camera-config.ts';
import { describe, expect, it } from 'vitest';
import { normPoint } from '../../../../../domain/geometry/points.ts';
import { newLine, newZone } from '../../../../../renderer/canvas/index.ts';
import { freeName, saveChange, shapesOf, zoneInput } from '../../../../../renderer/features/camera/drawing-map.ts';
import { pathOf } from '../../../../../renderer/features/camera/track-path.ts';

const line = newLine('id', 'Line 1', normPoint(0, 0), normPoint(1, 1));
const zone = newZone('zid', 'Stop', [normPoint(0, 0), normPoint(1, 0), normPoint(1, 1)]);

function fakeApi() {
  const calls: string[] = [];
  const note = (text: string) => Promise.resolve(calls.push(text));
  return {
    calls,
    addLine: (cameraId: string) => note(`add line ${cameraId}`).then(() => ({ lineId: 'made-line' })),
    changeLine: (id: string) => note(`change line ${id}`),
    removeLine: (id: string) => note(`remove line ${id}`),
    addZone: (cameraId: string) => note(`add zone ${cameraId}`).then(() => ({ zoneId: 'made-zone' })),
    changeZone: (id: string) => note(`change zone ${id}`),
    removeZone: (id: string) => note(`remove zone ${id}`),
  };
}

describe('saving a drawing', () => {
  it.each([
    [{ kind: 'create', shape: line }, 'add line north', 'made-line'],
    [{ kind: 'update', shape: line }, 'change line id', 'id'],
    [{ kind: 'delete', shape: line }, 'remove line id', 'id'],
    [{ kind: 'create', shape: zone }, 'add zone north', 'made-zone'],
    [{ kind: 'update', shape: zone }, 'change zone zid', 'zid'],
    [{ kind: 'delete', shape: zone }, 'remove zone zid', 'zid'],
  ] as const)('tells the site exactly one thing: %#', async (change, call, id) => {
    const api = fakeApi();
    expect([await saveChange(api, 'north', change), api.calls]).toEqual([id, [call]]);
  });
});

it('the site’s lines and zones come back as they were drawn', () => {
  const reference = { x: 0.5, y: 1 };
  const stored = {
    zoneId: 'zid',
    version: 2,
    versionId: 'v',
    ...zoneDrawingSchema.parse({ ...zoneInput(zone), kind: 'mask', reference }),
  };
  const [shape] = shapesOf({ lines: [], zones: [{ ...stored, points: [...zone.points] }] });
  expect(shape).toEqual({ ...zone, area: 'mask' });
});

it('a new drawing takes the first free number', () => {
  expect(freeName([line, { ...line, name: 'Line 3' }], 'Line')).toBe('Line 2');
});

it('a path runs through the reference point of every box', () => {
  const track = {
    sessionId: '0b0e7d56-40f5-4f6b-9f1c-3f9ed3a5a9f4',
    track: 7,
    cameraId: 'north',
    class: 'car',
    votes: {},
    run: {
      ...{ runId: 'run-1', modelId: 'small', modelSha256: 'aa', configSha256: 'bb', software: '0.1.0' },
      ...{ decoder: 'software', provider: 'cpu', width: 640, height: 360 },
    },
    firstUtcUs: 0,
    lastUtcUs: 1,
    path: [{ frameId: 1, mediaUs: 0, box: [0, 0, 65_535, 32_767.5] as [number, number, number, number] }],
    crossings: [],
    sections: [],
    visits: [],
  };
  expect(pathOf(track, { x: 0.5, y: 1 }, 'Car 7')).toEqual({
    label: 'Car 7',
    points: [{ x: 0.5, y: 0.5 }],
    crossings: [],
  });
});
