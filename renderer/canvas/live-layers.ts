import type { Shape } from './drawing/shapes.ts';
import type { Size, ScreenPoint, ViewTransform } from './geometry/view-transform.ts';
import { paintBoxes } from './layers/boxes-layer.ts';
import type { PaintedTrack } from './layers/boxes-layer.ts';
import { paintLines } from './layers/lines-layer.ts';
import type { LineLook } from './layers/lines-layer.ts';
import { paintQueues } from './layers/queues-layer.ts';
import type { PaintedQueue } from './layers/queues-layer.ts';
import { paintTrails } from './layers/trails.ts';
import type { Trails } from './layers/trails.ts';
import { paintZones } from './layers/zones-layer.ts';
import type { ZoneMarks } from './layers/zones-layer.ts';

/** What can lie over a live picture, in the order in which it is painted and listed. */
export const LAYER_NAMES = ['masks', 'zones', 'lines', 'paths', 'boxes', 'queues', 'labels', 'ids', 'speeds'] as const;
export type LayerName = (typeof LAYER_NAMES)[number];

/** As a screen shows it before somebody has chosen. */
export const USUAL_LAYERS: readonly LayerName[] = ['boxes', 'queues', 'labels', 'ids', 'speeds'];

export interface LiveScene {
  readonly context: CanvasRenderingContext2D;
  readonly view: ViewTransform;
  readonly canvas: Size;
  readonly on: ReadonlySet<LayerName>;
  /** Null: this picture was not analysed, and nothing that comes of an analysis lies over it. */
  readonly tracks: readonly PaintedTrack[] | null;
  readonly queues: readonly PaintedQueue[];
  readonly trails: Trails;
  readonly shapes: readonly Shape[];
  readonly pointer: ScreenPoint | null;
  /** Below this width of the canvas boxes carry no text: it would hide the vehicles. */
  readonly labelsFrom: number;
  readonly nameOf: (className: string) => string;
  readonly speedOf: (speed: number, plusMinus: number) => string;
  /** What is said of a queue; absent where queues are not drawn. */
  readonly queueOf?: ((queue: PaintedQueue) => string) | undefined;
  readonly inNameOf: LineLook['inNameOf'];
}

type Paint = (scene: LiveScene) => void;

/** One row for each layer that paints something of its own; the others say what the text beside a box holds. */
const PAINTS: readonly (readonly [LayerName, Paint])[] = [
  ['masks', (scene) => paintAreas(scene, true)],
  ['zones', (scene) => paintAreas(scene, false)],
  ['lines', paintCountLines],
  ['paths', ({ context, trails, tracks, view }) => tracks !== null && paintTrails(context, trails, tracks, view)],
  ['boxes', paintTracks],
  [
    'queues',
    ({ context, queues, view, queueOf }) => queueOf !== undefined && paintQueues(context, queues, view, queueOf),
  ],
];

export function paintLayers(scene: LiveScene): void {
  for (const [name, paint] of PAINTS) if (scene.on.has(name)) paint(scene);
}

/** States of zones are said by words over the tile. */
const NO_MARKS: ZoneMarks = new Map();

function paintAreas({ context, shapes, view }: LiveScene, masks: boolean): void {
  const areas = shapes.filter((shape) => shape.kind === 'zone').filter(({ area }) => (area === 'mask') === masks);
  paintZones(context, areas, view, null, NO_MARKS);
}

function paintCountLines({ context, shapes, view, inNameOf }: LiveScene): void {
  const lines = shapes.filter((shape) => shape.kind === 'line');
  paintLines(context, lines, view, { selectedId: null, inNameOf });
}

function paintTracks(scene: LiveScene): void {
  const { context, tracks, view, canvas, pointer, on } = scene;
  if (tracks === null) return;
  const { nameOf, speedOf, labelsFrom } = scene;
  // What is enlarged has room for its text.
  const labels = view.width >= labelsFrom;
  const text = { name: on.has('labels'), id: on.has('ids'), speed: on.has('speeds') };
  paintBoxes(context, tracks, view, { labels, text, nameOf, speedOf, canvas, pointer });
}
