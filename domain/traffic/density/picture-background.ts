import { normPoint } from '../../geometry/points.ts';
import { pointInPolygon } from '../../geometry/polygon.ts';
import { QUANT_MAX } from '../../tracking/quant-box.ts';
import type { QuantBox } from '../../tracking/quant-box.ts';
import { createBackgroundModel, stepBackground } from './background-model.ts';
import type { BackgroundModel, BackgroundSettings } from './background-model.ts';
import type { FlatPolygon, Rect } from './covered-area.ts';
import type { DensityMethod } from './density-method.ts';
import type { GreyPicture } from './grey-picture.ts';
import { readModel, writeModel } from './background-snapshot.ts';
import { withoutShadows } from './shadows.ts';

/** How wide the pictures are that the background is learned on. */
export const BACKGROUND_WIDTH = 160;

/**
 * Density as the share of an area that is not the empty road: each pixel against a mixture of Gaussians (Zivkovic's method),
 * shadows taken out. Nothing is learned under the boxes of vehicles, so that a queue does not become the road.
 */
export function pictureBackground(settings: BackgroundSettings, stored: Uint8Array | null): DensityMethod {
  const left = stored === null ? null : readModel(stored);
  let model = left?.model ?? null;
  let lookedUs = left?.lookedUs ?? null;
  let foreground: Uint8Array = new Uint8Array(0);
  const masks = new WeakMap<FlatPolygon, Int32Array>();
  const places = (area: FlatPolygon, of: BackgroundModel): Int32Array => {
    const known = masks.get(area) ?? pixelsWithin(area, of);
    masks.set(area, known);
    return known;
  };
  return {
    look({ mediaUs, boxes, picture: take }) {
      const picture = take();
      if (picture === null) return;
      if (model === null || model.width !== picture.width || model.height !== picture.height)
        model = createBackgroundModel(picture.width, picture.height);
      const seconds = lookedUs === null ? 0 : Math.max(0, (mediaUs - lookedUs) / 1e6);
      lookedUs = mediaUs;
      const found = stepBackground(model, picture, seconds, pixelsUnder(boxes, picture), settings);
      foreground = withoutShadows(found, picture, model, settings);
    },
    shareOf(area) {
      if (model === null || foreground.length === 0) return 0;
      const within = places(area, model);
      let taken = 0;
      for (const at of within) taken += foreground[at] ?? 0;
      return within.length === 0 ? 0 : taken / within.length;
    },
    sharesOfCells: (cells) => cells.map((cell) => (model === null ? 0 : shareOfCell(cell, model, foreground))),
    memory: () => (model === null ? null : writeModel(model, lookedUs ?? 0)),
  };
}

function pixelsWithin({ corners }: FlatPolygon, { width, height }: BackgroundModel): Int32Array {
  const outline = Array.from({ length: corners.length / 2 }, (_, at) =>
    normPoint((corners[at * 2] ?? 0) / QUANT_MAX, (corners[at * 2 + 1] ?? 0) / QUANT_MAX),
  );
  const within: number[] = [];
  for (let at = 0; at < width * height; at += 1) {
    const middle = normPoint(((at % width) + 0.5) / width, (Math.floor(at / width) + 0.5) / height);
    if (pointInPolygon(outline, middle)) within.push(at);
  }
  return Int32Array.from(within);
}

function pixelsUnder(boxes: readonly QuantBox[], { width, height }: GreyPicture): Uint8Array {
  const held = new Uint8Array(width * height);
  for (const [left, top, right, bottom] of boxes) {
    const [from, to] = [Math.floor((left / QUANT_MAX) * width), Math.ceil((right / QUANT_MAX) * width)];
    for (let row = Math.floor((top / QUANT_MAX) * height); row < Math.ceil((bottom / QUANT_MAX) * height); row += 1)
      held.fill(1, row * width + from, row * width + to);
  }
  return held;
}

function shareOfCell([left, top, right, bottom]: Rect, model: BackgroundModel, foreground: Uint8Array): number {
  const { width, height } = model;
  const column = (place: number): number => Math.round((place / QUANT_MAX) * width);
  const row = (place: number): number => Math.round((place / QUANT_MAX) * height);
  let [taken, all] = [0, 0];
  for (let y = row(top); y < row(bottom); y += 1) {
    for (let x = column(left); x < column(right); x += 1) {
      taken += foreground[y * width + x] ?? 0;
      all += 1;
    }
  }
  return all === 0 ? 0 : taken / all;
}
