import { Group } from 'three';
import type { Material, Mesh, Object3D } from 'three';
import type { SignalState } from '../../world/actors.ts';
import type { GroundPlan } from '../../world/ground-plan.ts';
import type { Random } from '../../world/random.ts';
import { randomStream } from '../../world/random.ts';
import { GlowField } from '../light/glow-field.ts';
import { isDark } from '../light/mood.ts';
import type { Mood } from '../light/mood.ts';
import {
  asphaltMaterial,
  facadeMaterial,
  foliageMaterial,
  grassMaterial,
  paintMaterialOfRoads,
  pavingMaterial,
  poolMaterial,
  setPlaceMood,
  shiningMaterial,
  solidMaterial,
  waterMaterial,
  wearMaterial,
} from '../materials/place-materials.ts';
import { drawBarriers } from './barriers.ts';
import { drawBridgeDeck } from './bridge-deck.ts';
import { drawBuilding } from './buildings.ts';
import { Draft, standingMesh } from './draft.ts';
import { drawFurniture } from './furniture.ts';
import { drawMarkings } from './markings.ts';
import { withRoadsGoingOn } from './road-ends.ts';
import { createSignals } from './signals.ts';
import { drawShelters, drawSigns } from './signs.ts';
import { drawStreetLamps } from './street-lamps.ts';
import { drawSurfaces } from './surfaces.ts';
import { drawSurroundings, groundLevelOf, settingOf } from './surroundings.ts';
import { drawTree } from './trees.ts';
import { drawWear } from './wear.ts';

/** Everything around the road users, in ground coordinates. */
export interface Place {
  readonly root: Object3D;
  setSignals(states: readonly SignalState[]): void;
  /** Lit windows and street lamps, wet roads. Materials are shared: the last place that is told decides for all. */
  setMood(mood: Mood): void;
  /** Frees all geometry. Materials stay, as those of the bodies do. */
  dispose(): void;
}

const DRAFT_NAMES = [
  'grass',
  'paving',
  'water',
  'asphalt',
  'wear',
  'paint',
  'solid',
  'leaves',
  'lit',
  'pools',
] as const;
type DraftName = (typeof DRAFT_NAMES)[number];
type Drafts = Record<DraftName, Draft> & { readonly facades: Record<'plaster' | 'brick' | 'office' | 'shop', Draft> };

/** Draws a place from its ground plan; what the plan leaves open is chosen by chance. */
export function createPlace(plan: GroundPlan, random: Random): Place {
  const whole = withRoadsGoingOn(plan);
  const drafts = newDrafts();
  // One seed for each part, so that more of one thing moves nothing else.
  const seed = random.integer(0, 2 ** 30);
  const part = (name: string): Random => randomStream(seed, name);
  drawRoad(drafts, whole, part);
  drawStanding(drafts, whole, part);
  drawSurroundings(drafts, whole, part('surroundings'));
  const glows = new GlowField();
  glows.set(drawStreetLamps(drafts, whole));
  const signals = createSignals(drafts.solid, whole.signalPosts);

  const root = new Group();
  root.name = 'place';
  const meshes = meshesOf(drafts);
  root.add(...meshes, signals.root, glows.root);
  const lampMeshes = meshes.filter(({ name }) => name === 'lit' || name === 'pools');
  return {
    root,
    setSignals: (states) => signals.set(states),
    setMood: (mood) => {
      const dark = isDark(mood);
      const wet = mood.weather === 'rain' ? 1 : mood.weather === 'fog' ? 0.25 : 0;
      setPlaceMood({ wet, windows: { night: 1, dusk: 0.75, day: 0, overcast: 0.06, 'low-sun': 0 }[mood.light] });
      for (const mesh of lampMeshes) mesh.visible = dark;
      glows.root.visible = dark;
    },
    dispose: () => {
      root.removeFromParent();
      root.traverse((one) => {
        if ('geometry' in one) (one as Mesh).geometry.dispose();
      });
    },
  };
}

function newDrafts(): Drafts {
  const named = Object.fromEntries(DRAFT_NAMES.map((name) => [name, new Draft()])) as Record<DraftName, Draft>;
  return {
    ...named,
    facades: { plaster: new Draft(), brick: new Draft(), office: new Draft(), shop: new Draft() },
  };
}

function drawRoad(drafts: Drafts, plan: GroundPlan, part: (name: string) => Random): void {
  const isBridge = settingOf(plan) === 'river';
  drawSurfaces(drafts, plan, isBridge);
  drawWear(drafts.wear, plan, part('wear'));
  drawMarkings(drafts.paint, plan.markings, part('markings'));
  drawBarriers(drafts.solid, plan.barriers);
  if (isBridge) drawBridgeDeck(drafts.solid, plan, groundLevelOf(plan));
}

function drawStanding(drafts: Drafts, plan: GroundPlan, part: (name: string) => Random): void {
  drawSigns(drafts.solid, plan.signs);
  drawShelters(drafts.solid, plan.shelters);
  const houses = part('houses');
  for (const plot of plan.plots) drawBuilding(drafts, plot, houses, true);
  const trees = part('trees');
  const avenue = trees.pick(['round', 'round', 'tall'] as const);
  for (const tree of plan.trees) {
    drawTree(drafts, tree, { kind: trees.chance(0.85) ? avenue : 'tall', leafy: 1, random: trees });
  }
  if (plan.kerbs.length > 0) drawFurniture(drafts, plan, part('furniture'));
}

const TILE = 110;
const FACADES = ['plaster', 'brick', 'office', 'shop'] as const;

function tiles(name: string, draft: Draft, material: Material): Mesh[] {
  return draft.toTiles(TILE).map((geometry) => standingMesh(name, geometry, material, 'casts'));
}

function meshesOf({ facades, ...drafts }: Drafts): Mesh[] {
  const asphalt = standingMesh('asphalt', drafts.asphalt.toGeometry(), asphaltMaterial, 'receives');
  const paving = standingMesh('paving', drafts.paving.toGeometry(), pavingMaterial, 'receives');
  const grass = standingMesh('grass', drafts.grass.toGeometry(), grassMaterial, 'receives');
  const water = standingMesh('water', drafts.water.toGeometry(), waterMaterial, 'receives');
  // Front to back, as far as one knows before: the land behind the houses comes last.
  asphalt.renderOrder = -2;
  paving.renderOrder = -1;
  grass.renderOrder = 2;
  water.renderOrder = 2;
  const thin = [
    standingMesh('wear', drafts.wear.toGeometry(true), wearMaterial, 'receives'),
    standingMesh('paint', drafts.paint.toGeometry(true), paintMaterialOfRoads, 'receives'),
    standingMesh('pools', drafts.pools.toGeometry(true), poolMaterial, 'none'),
  ];
  // Wear lies under paint, and light over both.
  thin.forEach((mesh, order) => (mesh.renderOrder = order - 6));
  const standing = [
    ...tiles('solid', drafts.solid, solidMaterial),
    ...tiles('leaves', drafts.leaves, foliageMaterial),
    ...FACADES.flatMap((kind) => tiles(`facade ${kind}`, facades[kind], facadeMaterial(kind))),
    standingMesh('lit', drafts.lit.toGeometry(), shiningMaterial, 'none'),
  ];
  return [asphalt, paving, grass, water, ...thin, ...standing].filter(
    ({ geometry }) => (geometry.getAttribute('position')?.count ?? 0) > 0,
  );
}
