import { normPoint } from '../../../domain/geometry/points.ts';
import { toScreen } from '../geometry/view-transform.ts';
import type { ViewTransform } from '../geometry/view-transform.ts';
import { classColour } from './palette.ts';
import { paintTag } from './tag.ts';

/** A tracked vehicle on one frame, as the site sends it: box in 1/65535 of the picture. */
export interface PaintedTrack {
  readonly n: number;
  readonly c: string;
  readonly b: readonly [number, number, number, number];
}

export interface BoxesStyle {
  readonly labels: boolean;
  readonly nameOf: (className: string) => string;
}

const BOX_UNIT = 65_535;

/** Boxes of exactly the frame that lies under them. */
export function paintBoxes(
  context: CanvasRenderingContext2D,
  tracks: readonly PaintedTrack[],
  view: ViewTransform,
  style: BoxesStyle,
): void {
  for (const track of tracks) paintBox(context, track, view, style);
}

function paintBox(
  context: CanvasRenderingContext2D,
  track: PaintedTrack,
  view: ViewTransform,
  style: BoxesStyle,
): void {
  const from = toScreen(view, normPoint(track.b[0] / BOX_UNIT, track.b[1] / BOX_UNIT));
  const to = toScreen(view, normPoint(track.b[2] / BOX_UNIT, track.b[3] / BOX_UNIT));
  const colour = classColour(track.c);
  context.lineJoin = 'round';
  context.strokeStyle = 'rgba(5, 9, 13, 0.65)';
  context.lineWidth = 3.5;
  context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y);
  context.strokeStyle = colour;
  context.lineWidth = 1.75;
  context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y);
  if (style.labels) paintTag(context, { x: from.x, y: from.y - 9 }, `${style.nameOf(track.c)} ${track.n}`, colour);
}
