import type { TownKind, TownMap } from '../../domain/contracts/town-map.ts';
import { townMapSchema } from '../../domain/contracts/town-map.ts';
import { placed, pointAt, ribbon, simplerOutline, simplerWay } from './shapes.ts';
import type { Shape } from './shapes.ts';
import { housesAlong } from './town-houses.ts';
import { GREEN, PLAZAS, RIVER, WATER } from './town-land.ts';
import { ORIGIN, TOWN_SCENES } from './town-scenes.ts';
import { MAIN_STREETS, RING_ROAD, sideStreets } from './town-streets.ts';
import type { Street } from './town-streets.ts';

const NOTE = 'A town that does not exist, drawn by the simulator: no real street or house.';
const PER_METRE = 10;

/** The town around the cameras of the demo, as a base map. */
export function makeTownMap(): TownMap {
  const side = sideStreets();
  const main = [...MAIN_STREETS, ...RING_ROAD];
  const own = sceneShapes('plots');
  const layers: readonly (readonly [TownKind, readonly Shape[]])[] = [
    ['water', WATER],
    ['green', GREEN],
    ['plaza', PLAZAS],
    ['building', [...own, ...housesAlong([...MAIN_STREETS, ...side], own)]],
    ['street', side.map(surface)],
    ['footway', sceneShapes('footways')],
    ['carriageway', [...main.map(surface), ...sceneShapes('carriageways')]],
    ['island', sceneShapes('islands')],
    ['kerb', sceneShapes('kerbs')],
  ];
  return townMapSchema.parse({
    ...{ format: 1, note: NOTE, origin: ORIGIN },
    layers: layers.map(([kind, shapes]) => ({
      kind,
      shapes: shapes.map((shape) => steps(kind === 'kerb' ? simplerWay(shape) : wound(simplerOutline(shape)))),
    })),
    names: [...streetNames(side), ...waterNames(), ...QUARTERS],
  });
}

/** One line for each layer, so that a change of the town can be read. */
export function townMapText({ layers, names, ...head }: TownMap): string {
  const listed = (items: readonly unknown[]): string => items.map((item) => JSON.stringify(item)).join(',\n');
  const start = JSON.stringify(head).slice(0, -1);
  return `${start},\n"layers":[\n${listed(layers)}\n],\n"names":[\n${listed(names)}\n]}\n`;
}

function surface({ way, width }: Street): Shape {
  return ribbon(way, width / 2);
}

function sceneShapes(what: 'plots' | 'footways' | 'carriageways' | 'islands' | 'kerbs'): readonly Shape[] {
  return TOWN_SCENES.flatMap(({ scene: { ground }, stand }) => {
    const shapes = what === 'plots' ? ground.plots.map(({ outline }) => outline) : ground[what];
    return shapes.map((shape) => placed(shape, stand));
  });
}

/** All outlines go the same way round, so that painted together they never cut holes into each other. */
function wound(outline: Shape): Shape {
  const doubleArea = outline.reduce((sum, { x, y }, at) => {
    const next = outline[(at + 1) % outline.length] ?? { x, y };
    return sum + x * next.y - next.x * y;
  }, 0);
  return doubleArea < 0 ? [...outline].reverse() : outline;
}

function steps(shape: Shape): number[] {
  let [x, y] = [0, 0];
  return shape.flatMap((point) => {
    const [east, north] = [Math.round(point.x * PER_METRE), Math.round(point.y * PER_METRE)];
    const step = [east - x, north - y];
    [x, y] = [east, north];
    return step;
  });
}

type Name = TownMap['names'][number];

const MAIN_NAMES = [
  'Canal Avenue',
  'Chapel Lane',
  'Station Road',
  'Dock Street',
  'Riverside',
  'Market Street',
  'Station Road',
  'Canal Avenue',
  'Willow Walk',
  'Lock Street',
  'Quay Road',
  'Coast Road',
  'Quay Road',
  'North Road',
] as const;

function streetNames(side: readonly Street[]): readonly Name[] {
  const main = MAIN_STREETS.map((street, at) => nameAlong(street, MAIN_NAMES[at] ?? ''));
  const ring = RING_ROAD.map((street) => nameAlong(street, 'Ring Road'));
  const long = side.filter(({ way }) => way.length > 330);
  return [...main, ...ring, ...long.map((street, at) => nameAlong(street, SIDE_NAMES[at % SIDE_NAMES.length] ?? ''))];
}

const SIDE_NAMES = [
  'Alder Street',
  'Baker Street',
  'Chandler Street',
  'Dyer Street',
  'Elm Street',
  'Fuller Street',
  'Glover Street',
  'Hazel Street',
  'Inn Street',
  'Joiner Street',
  'Kiln Street',
  'Linden Street',
  'Mason Street',
  'Netmaker Street',
  'Orchard Street',
  'Potter Street',
  'Rope Street',
  'Saddler Street',
  'Tanner Street',
  'Weaver Street',
] as const;

function nameAlong({ way }: Street, text: string): Name {
  const [from, to] = [pointAt(way, way.length * 0.5 - 20), pointAt(way, way.length * 0.5 + 20)];
  const middle = pointAt(way, way.length * 0.5);
  const angle = (-Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  // Never upside down.
  const turned = Math.round(angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle);
  return { text, kind: 'street', at: [Math.round(middle.x), Math.round(middle.y)], turned };
}

function waterNames(): readonly Name[] {
  const at = pointAt(RIVER, RIVER.length * 0.46);
  return [
    { text: 'River Merle', kind: 'water', at: [Math.round(at.x), Math.round(at.y)], turned: 6 },
    { text: 'The Roads', kind: 'water', at: [2900, 1300], turned: 0 },
    { text: 'Old Canal', kind: 'water', at: [-1300, 235], turned: 20 },
  ];
}

const QUARTERS: readonly Name[] = (
  [
    ['Market Quarter', 520, 330],
    ['Station Quarter', -150, -620],
    ['Harbour', 1330, 330],
    ['Canal Side', -700, 350],
    ['Southfield', 560, -560],
  ] as const
).map(([text, east, north]) => ({ text, kind: 'quarter', at: [east, north], turned: 0 }));
