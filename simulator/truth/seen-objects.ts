import { classCode, ROAD_USER_CLASSES } from '../../domain/detection/classes.ts';
import type { PictureBox } from '../camera/body-box.ts';
import type { ActorClass } from '../world/actors.ts';

/** What a picture shows of one road user; the visible part is measured by whoever draws the picture. */
export interface SeenObject {
  readonly id: number;
  readonly class: ActorClass;
  /** Around all of it, hidden or not. */
  readonly box: PictureBox;
  /** Around what can be seen; null where nothing can. */
  readonly visibleBox: PictureBox | null;
  readonly visibleShare: number;
}

export interface SeenFrame {
  readonly frame: number;
  readonly objects: readonly SeenObject[];
}

/** MOT Challenge: frame from 1, id, box, confidence, class from 1, visibility. Objects that are no road users are left out. */
export function motLines({ frame, objects }: SeenFrame): string[] {
  return objects.flatMap(({ id, class: kind, box, visibleShare }) => {
    if (kind === 'debris') return [];
    const [left, top, right, bottom] = box;
    const sizes = [left, top, right - left, bottom - top].map(pixels);
    return [[frame + 1, id, ...sizes, 1, classCode(kind) + 1, visibleShare.toFixed(2)].join(',')];
  });
}

/** COCO: one document for a run. What cannot be seen at all is no annotation. */
export function cocoDocument(
  frames: readonly SeenFrame[],
  picture: { readonly width: number; readonly height: number; readonly nameOf: (frame: number) => string },
): object {
  const { width, height, nameOf } = picture;
  const boxes = frames.flatMap(({ frame, objects }) =>
    objects.flatMap(({ id, class: kind, box, visibleBox, visibleShare }) =>
      kind === 'debris' || visibleBox === null ? [] : [{ frame, id, kind, box, visibleShare }],
    ),
  );
  return {
    images: frames.map(({ frame }) => ({ id: frame + 1, file_name: nameOf(frame), width, height })),
    annotations: boxes.map(({ frame, id, kind, box: [left, top, right, bottom], visibleShare }, at) => ({
      id: at + 1,
      image_id: frame + 1,
      category_id: classCode(kind) + 1,
      bbox: [left, top, right - left, bottom - top].map(pixels),
      area: pixels((right - left) * (bottom - top)),
      iscrowd: 0,
      track_id: id,
      visible_share: pixels(visibleShare),
    })),
    categories: ROAD_USER_CLASSES.map((name) => ({ id: classCode(name) + 1, name })),
  };
}

/** A hundredth of a pixel. */
function pixels(value: number): number {
  return Math.round(value * 100) / 100 || 0;
}
