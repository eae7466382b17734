/** The ways in which detectors write down what they saw, each of which has its decoder. */
export const FAMILY_NAMES = ['yolov5', 'yolov8', 'yolox', 'end2end', 'detr', 'detr-list', 'decoded'] as const;
export type FamilyName = (typeof FAMILY_NAMES)[number];

/** How a picture is prepared for a detector. */
export interface Preparation {
  readonly channelOrder: 'bgr' | 'rgb';
  readonly scale: 1 | '1/255';
  readonly resize: 'letterbox-topleft' | 'letterbox-centre' | 'stretch';
}

/** How a family's pictures are usually prepared: a file does not say it, its exporter's own programs do it so. */
export const USUAL_PREPARATION: Readonly<Record<FamilyName, Preparation>> = {
  yolov5: { channelOrder: 'rgb', scale: '1/255', resize: 'letterbox-centre' },
  yolov8: { channelOrder: 'rgb', scale: '1/255', resize: 'letterbox-centre' },
  yolox: { channelOrder: 'bgr', scale: 1, resize: 'letterbox-topleft' },
  end2end: { channelOrder: 'rgb', scale: '1/255', resize: 'letterbox-centre' },
  detr: { channelOrder: 'rgb', scale: '1/255', resize: 'stretch' },
  'detr-list': { channelOrder: 'rgb', scale: '1/255', resize: 'stretch' },
  decoded: { channelOrder: 'bgr', scale: '1/255', resize: 'stretch' },
};

/** Families whose models remove doubles themselves. */
export const WITHOUT_DOUBLES: ReadonlySet<FamilyName> = new Set(['end2end', 'detr', 'detr-list']);
