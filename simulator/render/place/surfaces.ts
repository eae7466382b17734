import type { GroundPlan, Marking, Outline, Polyline } from '../../world/ground-plan.ts';
import { fromPose } from '../../world/ground.ts';
import type { GroundPoint } from '../../world/ground.ts';
import { linear } from '../bodies/colours.ts';
import type { Colour, Point } from '../bodies/surface.ts';
import type { Draft } from './draft.ts';
import { ribbon } from './markings.ts';
import { alongLine, beside, clipLeftOf, counterClockwise, lengthOf, signedArea, trianglesOf } from './outlines.ts';

export const ISLAND_HEIGHT = 0.12;
/** Feet of people stand at 0: footways lie hardly above it, and their kerbs only look tall. */
const FOOTWAY_HEIGHT = 0.015;
const KERB_TOP = 0.03;
const ASPHALT: Colour = linear('#5d5d5d');
const DECK: Colour = linear('#686763');
const PAVING: Colour = linear('#a09c94');
const KERB: Colour = linear('#bdbbb4');
const GUTTER: Colour = linear('#3e3d3b');
const TURF: Colour = linear('#7a8460');

export interface SurfaceDrafts {
  readonly asphalt: Draft;
  readonly paving: Draft;
  readonly grass: Draft;
  readonly solid: Draft;
}

/** Roads, footways, kerbs and islands. */
export function drawSurfaces(drafts: SurfaceDrafts, plan: GroundPlan, isBridge: boolean): void {
  for (const outline of plan.carriageways) drawFlat(drafts.asphalt, outline, 0, isBridge ? DECK : ASPHALT);
  for (const outline of plan.footways) drawFlat(drafts.paving, outline, FOOTWAY_HEIGHT, PAVING);
  for (const kerb of plan.kerbs) drawKerb(drafts, kerb);
  for (const island of plan.islands) drawIsland(drafts, island, plan.markings);
}

function drawFlat(draft: Draft, outline: Outline, z: number, colour: Colour): void {
  for (const triangle of trianglesOf(outline)) {
    draft.ground(triangle, z, colour);
  }
}

/** Stone behind the edge of the road, and the gutter that dirt gathers in before it. */
function drawKerb({ solid, asphalt }: SurfaceDrafts, kerb: Polyline): void {
  const strip = (draft: Draft, left: number, width: number, z: number, colour: Colour): void => {
    for (const face of ribbon(beside(kerb, left), width)) {
      draft.ground(face, z, colour);
    }
  };
  strip(solid, -0.08, 0.16, KERB_TOP, KERB);
  strip(asphalt, 0.14, 0.28, 0.004, GUTTER);
}

/** Where people cross, an island lies level with the road. */
function drawIsland(drafts: SurfaceDrafts, given: Outline, markings: readonly Marking[]): void {
  const island = counterClockwise(given);
  const crossing = markings.find(
    (one) =>
      (one.kind === 'zebra' || one.kind === 'crossing') &&
      island.length < 12 &&
      Math.abs(signedArea(cutBetween(island, one.points, one.width))) > 0.5,
  );
  if (crossing === undefined || !('width' in crossing)) {
    drawRaised(drafts, island);
    return;
  }
  const [left, right] = edgesOf(crossing.points, crossing.width);
  drawRaised(drafts, clipLeftOf(island, ...left));
  drawRaised(drafts, clipLeftOf(island, right[1], right[0]));
  drawFlat(drafts.paving, cutBetween(island, crossing.points, crossing.width), 0.004, PAVING);
}

type Edge = readonly [GroundPoint, GroundPoint];

/** The left edge of a band, in its direction, and the right one. */
function edgesOf(points: Polyline, width: number): readonly [Edge, Edge] {
  const pose = alongLine(points, 0);
  const far = lengthOf(points);
  const edge = (left: number): Edge => [fromPose(pose, 0, left), fromPose(pose, far, left)];
  return [edge(width / 2), edge(-width / 2)];
}

function cutBetween(island: Outline, points: Polyline, width: number): Outline {
  const [left, right] = edgesOf(points, width);
  return clipLeftOf(clipLeftOf(island, left[1], left[0]), ...right);
}

const BORDER = 0.3;
const SMALL = 60;

function drawRaised({ solid, paving, grass }: SurfaceDrafts, outline: Outline): void {
  if (outline.length < 3 || Math.abs(signedArea(outline)) < 0.2) return;
  const at = (z: number, points: readonly GroundPoint[]): Point[] => points.map(({ x, y }): Point => [x, y, z]);
  solid.walls(at(0, outline), at(ISLAND_HEIGHT, outline), KERB);
  const [first] = outline;
  const ring = first === undefined ? outline : [...outline, first];
  for (const face of ribbon(beside(ring, BORDER / 2), BORDER)) {
    solid.ground(face, ISLAND_HEIGHT + 0.004, KERB);
  }
  const isSmall = Math.abs(signedArea(outline)) < SMALL || outline.length > 100;
  drawFlat(isSmall ? paving : grass, outline, ISLAND_HEIGHT, isSmall ? PAVING : TURF);
}
