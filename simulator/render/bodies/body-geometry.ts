import type { BufferGeometry } from 'three';
import { bodyWithId } from '../../world/bodies.ts';
import { contactShadow } from './contact-shadow.ts';
import { drawDebris } from './debris.ts';
import type { PartDrawing, Pose } from './part.ts';
import type { LampKind, LampPlace } from './shape.ts';
import { styleOf } from './styles.ts';
import { minus, plus, scaled, Surface } from './surface.ts';
import type { Point } from './surface.ts';
import { drawAxle } from './wheels.ts';

export interface AxleGeometry {
  readonly geometry: BufferGeometry;
  /** The axle in the frame of its part: metres ahead of the middle, and its height, which is the wheels' radius. */
  readonly x: number;
  readonly radius: number;
}

/** What one part is drawn from. Whoever gets it shares it with all actors of the same make. */
export interface PartGeometry {
  readonly paint: BufferGeometry | null;
  readonly trim: BufferGeometry | null;
  readonly glass: BufferGeometry | null;
  readonly lamps: ReadonlyMap<LampKind, BufferGeometry>;
  readonly lampPlaces: readonly LampPlace[];
  readonly axles: readonly AxleGeometry[];
  readonly shadow: BufferGeometry;
  /** Low and high corner without mirrors and wheels. */
  readonly bounds: readonly [Point, Point];
}

const DEBRIS = 'debris';
/** Lamps nearer to each other than this shine as one. */
const ONE_LAMP = 0.45;

const known = new Map<string, readonly PartGeometry[]>();

/** The parts of a body in one pose, made on first demand. */
export function bodyGeometry(bodyId: string, pose: Pose): readonly PartGeometry[] {
  const key = `${bodyId}/${pose.variant}/${pose.phase}`;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const body = bodyWithId(bodyId);
  const resting = pose.phase === 0 ? null : bodyGeometry(bodyId, { ...pose, phase: 0 });
  const made = styleOf(body)
    .draw(body, pose)
    .map((drawing, at) => partGeometry(drawing, resting?.[at]));
  known.set(key, made);
  return made;
}

/** Debris of one metre in every direction. */
export function debrisGeometry(): readonly PartGeometry[] {
  const cached = known.get(DEBRIS) ?? [partGeometry(drawDebris(), undefined)];
  known.set(DEBRIS, cached);
  return cached;
}

/** Frees all geometry, for when a scene ends; what is drawn later is made again. Materials stay. */
export function disposeBodyGeometry(): void {
  for (const parts of known.values()) {
    for (const { paint, trim, glass, lamps, axles, shadow } of parts) {
      for (const one of [paint, trim, glass, shadow, ...lamps.values()]) one?.dispose();
      for (const { geometry } of axles) geometry.dispose();
    }
  }
  known.clear();
}

/** Legs move, wheels and shadow keep their form: those are shared with the pose at rest. */
function partGeometry(drawing: PartDrawing, resting: PartGeometry | undefined): PartGeometry {
  const { shape, front, length, halfWidth } = drawing;
  const trim = new Surface();
  trim.append(shape.trim);
  trim.append(shape.mirrors);
  const lamps = [...shape.lamps].map(([kind, surface]) => [kind, surface.toGeometry()] as const);
  return {
    paint: geometryOf(shape.paint),
    trim: geometryOf(trim),
    glass: geometryOf(shape.glass),
    lamps: resting?.lamps ?? new Map(lamps),
    lampPlaces: resting?.lampPlaces ?? gathered(shape.lampPlaces),
    axles:
      resting?.axles ??
      drawing.axles.map((axle) => ({
        geometry: drawAxle(axle).toGeometry(),
        x: front - axle.at,
        radius: axle.radius,
      })),
    shadow: resting?.shadow ?? contactShadow(length, halfWidth * 2),
    bounds: shape.bounds(),
  };
}

/** A lamp may be drawn in many pieces; its glow comes from the middle of them. */
function gathered(places: readonly LampPlace[]): readonly LampPlace[] {
  const groups: { readonly kind: LampKind; readonly first: Point; readonly all: Point[] }[] = [];
  for (const { kind, at } of places) {
    const near = groups.find((one) => one.kind === kind && Math.hypot(...minus(one.first, at)) < ONE_LAMP);
    if (near === undefined) groups.push({ kind, first: at, all: [at] });
    else near.all.push(at);
  }
  return groups.map(({ kind, all }) => ({ kind, at: scaled(all.reduce(plus), 1 / all.length) }));
}

function geometryOf(surface: Surface): BufferGeometry | null {
  return surface.triangles === 0 ? null : surface.toGeometry();
}
