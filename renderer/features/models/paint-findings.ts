import type { ModelLook } from '../../../domain/contracts/model-import.ts';
import { classColour } from '../../canvas/index.ts';
import type { TrialPicture } from './trial-picture.ts';

type Finding = ModelLook['found'][number];

/** Narrower boxes are far away and many: their labels would hide them. */
const LABELLED_FROM = 0.04;

/** The picture, and over it what a model found. */
export function paintFindings(
  context: CanvasRenderingContext2D,
  picture: TrialPicture,
  found: readonly Finding[],
  nameOf: (finding: Finding) => string,
): void {
  const { width, height } = context.canvas;
  context.drawImage(picture.bitmap, 0, 0, width, height);
  const line = Math.max(1.5, width / 420);
  for (const { box, class: kind } of found) {
    const [left, top, right, bottom] = box;
    const place = [left * width, top * height, (right - left) * width, (bottom - top) * height] as const;
    context.lineWidth = line + 2;
    context.strokeStyle = 'rgba(5, 9, 13, 0.65)';
    context.strokeRect(...place);
    context.lineWidth = line;
    context.strokeStyle = classColour(kind);
    context.strokeRect(...place);
  }
  for (const finding of found)
    if (finding.box[2] - finding.box[0] >= LABELLED_FROM) paintLabel(context, finding, nameOf);
}

function paintLabel(context: CanvasRenderingContext2D, finding: Finding, nameOf: (finding: Finding) => string): void {
  const { width, height } = context.canvas;
  const size = Math.max(10, Math.round(width / 62));
  const text = nameOf(finding);
  context.font = `600 ${size}px Inter, 'Segoe UI', sans-serif`;
  context.textBaseline = 'middle';
  const wide = context.measureText(text).width + size * 0.8;
  const tall = size * 1.5;
  const left = Math.min(Math.max(0, finding.box[0] * width), width - wide);
  const above = finding.box[1] * height - tall;
  const top = above >= 0 ? above : finding.box[1] * height;
  context.fillStyle = 'rgba(5, 9, 13, 0.82)';
  context.fillRect(left, top, wide, tall);
  context.fillStyle = classColour(finding.class);
  context.fillText(text, left + size * 0.4, top + tall / 2);
}
