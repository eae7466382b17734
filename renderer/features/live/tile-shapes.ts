import type { CameraView } from '../../../domain/contracts/api.ts';
import { newLine, newZone } from '../../canvas/index.ts';
import type { Shape } from '../../canvas/index.ts';

/** The drawings of a camera as they are painted over its tile. */
export function tileShapes({ lines, zones }: Pick<CameraView, 'lines' | 'zones'>): readonly Shape[] {
  return [
    ...zones.map(({ zoneId, name, kind, points }) => ({ ...newZone(zoneId, name, points), area: kind })),
    ...lines.map(({ lineId, name, from, to, inName, outName }) => ({
      ...newLine(lineId, name, from, to),
      inName,
      outName,
    })),
  ];
}
