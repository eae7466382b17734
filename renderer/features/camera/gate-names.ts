import type { CameraView } from '../../../domain/contracts/api.ts';
import type { MovementDrawing } from '../../../domain/contracts/camera-config.ts';
import { gateKey } from '../../../domain/traffic/movements/gates.ts';
import type { Gate } from '../../../domain/traffic/movements/gates.ts';
import { movementCurve } from '../../canvas/index.ts';
import type { CurveEnd, ShownWay } from '../../canvas/index.ts';
import { directionName } from '../../i18n/index.ts';
import type { Translate } from '../../i18n/index.ts';
import { shapesOf } from './drawing-map.ts';

type Drawn = Pick<CameraView, 'lines' | 'zones'>;

/** A gate that can be chosen, as people say it. */
export interface NamedGate {
  readonly key: string;
  readonly gate: Gate;
  readonly label: string;
}

/** Both directions of every line, and every zone that counts. */
export function namedGates(t: Translate, { lines, zones }: Drawn): readonly NamedGate[] {
  const overLines = lines.flatMap((line) =>
    (['in', 'out'] as const).map((direction) => {
      const gate: Gate = { kind: 'line', lineId: line.lineId, direction };
      const way = directionName(t, direction, direction === 'in' ? line.inName : line.outName);
      return { key: gateKey(gate), gate, label: `${line.name}: ${way}` };
    }),
  );
  const areas = zones.filter(({ kind }) => kind === 'zone');
  return [
    ...overLines,
    ...areas.map(({ zoneId, name }) => {
      const gate: Gate = { kind: 'zone', zoneId };
      return { key: gateKey(gate), gate, label: name };
    }),
  ];
}

/** A movement as a curve over the picture; null while one of its gates is not drawn. */
export function wayOf(camera: Drawn, { name, entry, exit }: MovementDrawing): ShownWay | null {
  const [from, to] = [endOf(camera, entry), endOf(camera, exit)];
  return from === null || to === null ? null : { label: name, points: movementCurve(from, to) };
}

function endOf(camera: Drawn, gate: Gate): CurveEnd | null {
  const id = gate.kind === 'line' ? gate.lineId : gate.zoneId;
  const shape = shapesOf(camera).find((one) => one.id === id);
  return shape === undefined ? null : { shape, direction: gate.kind === 'line' ? gate.direction : 'in' };
}
