import type { CameraView } from '../../../domain/contracts/api.ts';
import type { DelayLimits } from '../../../domain/traffic/queue/level-of-service.ts';
import type { Change, LineShape, Shape, ZoneShape } from '../../canvas/index.ts';
import type { LineInput, SiteApi, ZoneInput } from '../../api/index.ts';

/** The site's lines and zones as shapes of the editor. */
export function shapesOf(camera: Pick<CameraView, 'lines' | 'zones'>): readonly Shape[] {
  const zones = camera.zones.map(({ zoneId, name, kind, points, reference, road, approach, watch }): ZoneShape => ({
    kind: 'zone',
    id: zoneId,
    name,
    area: kind,
    points,
    reference,
    ...(road === undefined ? {} : { road }),
    approach,
    ...(watch === undefined ? {} : { watch }),
  }));
  const lines = camera.lines.map(({ lineId, name, from, to, inName, outName, reference }): LineShape => ({
    kind: 'line',
    id: lineId,
    name,
    from,
    to,
    inName,
    outName,
    reference,
  }));
  return [...zones, ...lines];
}

export function lineInput({ name, from, to, inName, outName, reference }: LineShape): LineInput {
  return { name, from, to, inName, outName, reference };
}

/** What is watched is said of zones alone: regions and masks are about what is seen at all. */
export function zoneInput({ name, area, points, reference, road, approach, watch }: ZoneShape) {
  const watched = watch === undefined || area !== 'zone' ? {} : { watch };
  const onRoad = road === undefined ? {} : { road };
  const drawing = { name, kind: area, points: [...points], reference, ...onRoad, ...watched };
  if (area !== 'zone' || approach === null || approach === undefined) return drawing satisfies ZoneInput;
  const { delayLimits } = approach;
  return { ...drawing, approach: { ...approach, delayLimits: delayLimits === null ? null : ownLimits(delayLimits) } };
}

function ownLimits([a, b, c, d, e]: DelayLimits): [number, number, number, number, number] {
  return [a, b, c, d, e];
}

type DrawingApi = Pick<SiteApi, 'addLine' | 'changeLine' | 'removeLine' | 'addZone' | 'changeZone' | 'removeZone'>;

/** Tells the site one change; answers the id that the shape has from now on. */
export async function saveChange(api: DrawingApi, cameraId: string, change: Change): Promise<string> {
  const { shape } = change;
  if (shape.kind === 'line') {
    if (change.kind === 'create') return (await api.addLine(cameraId, lineInput(shape))).lineId;
    await (change.kind === 'delete' ? api.removeLine(shape.id) : api.changeLine(shape.id, lineInput(shape)));
    return shape.id;
  }
  if (change.kind === 'create') return (await api.addZone(cameraId, zoneInput(shape))).zoneId;
  await (change.kind === 'delete' ? api.removeZone(shape.id) : api.changeZone(shape.id, zoneInput(shape)));
  return shape.id;
}

/** "Line 3" when there are "Line 1" and "Line 2": the first number that is free. */
export function freeName(shapes: readonly Shape[], stem: string): string {
  const taken = new Set(shapes.map((shape) => shape.name));
  let number = 1;
  while (taken.has(`${stem} ${number}`)) number += 1;
  return `${stem} ${number}`;
}
