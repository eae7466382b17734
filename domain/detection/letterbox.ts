/** How a picture is laid into a model's input: aspect kept in the top left corner or in the middle, or pulled to fill it. */
export type Resize = 'letterbox-topleft' | 'letterbox-centre' | 'stretch';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Where a picture lies in a model's input. The content is a whole number of pixels wide and high, so both axes have
 * their own exact scale: going back divides by what was really painted, not by a rounded common factor.
 */
export interface InputPlan {
  readonly picture: Size;
  readonly input: Size;
  readonly contentWidth: number;
  readonly contentHeight: number;
  readonly padX: number;
  readonly padY: number;
}

/** The plan for one picture size and one model input. */
export function planInput(picture: Size, input: Size, resize: Resize): InputPlan {
  if (resize === 'stretch') {
    return { picture, input, contentWidth: input.width, contentHeight: input.height, padX: 0, padY: 0 };
  }
  const ratio = Math.min(input.width / picture.width, input.height / picture.height);
  const contentWidth = Math.min(input.width, Math.max(1, Math.round(picture.width * ratio)));
  const contentHeight = Math.min(input.height, Math.max(1, Math.round(picture.height * ratio)));
  const centred = resize === 'letterbox-centre';
  return {
    picture,
    input,
    contentWidth,
    contentHeight,
    padX: centred ? Math.floor((input.width - contentWidth) / 2) : 0,
    padY: centred ? Math.floor((input.height - contentHeight) / 2) : 0,
  };
}

/** Boxes in pixels of the input (x1, y1, x2, y2 each) become boxes in 0..1 of the picture, in place, cut at its edges. */
export function normaliseBoxes(plan: InputPlan, boxes: Float32Array, count: number): void {
  for (let i = 0; i < count * 4; i += 2) {
    boxes[i] = clampUnit(((boxes[i] ?? 0) - plan.padX) / plan.contentWidth);
    boxes[i + 1] = clampUnit(((boxes[i + 1] ?? 0) - plan.padY) / plan.contentHeight);
  }
}

function clampUnit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
