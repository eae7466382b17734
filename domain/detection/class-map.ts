import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { ROAD_USER_CLASSES, classCode } from './classes.ts';
import type { RoadUserClass } from './classes.ts';

/** What a model's classes mean to us. A class of ours outside `supported` is one that this model cannot see. */
export interface ClassMap {
  /** For each class of the model the code of ours, or -1 where it is none of a road. */
  readonly codes: Int16Array;
  /** Our classes that this model can tell, in the order of ROAD_USER_CLASSES. */
  readonly supported: readonly RoadUserClass[];
}

/** Other names under which detectors know our classes. */
const OTHER_NAMES: Readonly<Record<string, RoadUserClass>> = {
  person: 'pedestrian',
  people: 'pedestrian',
  motorbike: 'motorcycle',
  bike: 'bicycle',
  lorry: 'truck',
};

/** The eighty classes of COCO, in the order in which detectors trained on it number them. */
export const COCO_CLASS_NAMES: readonly string[] = (
  'person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,parking meter,bench,' +
  'bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,' +
  'sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,knife,spoon,' +
  'bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed,dining table,' +
  'toilet,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,' +
  'teddy bear,hair drier,toothbrush'
).split(',');

/** Maps a model's class names to ours: by `overrides` first (null: ignore this class), then by name. */
export function buildClassMap(
  names: readonly string[],
  overrides: Readonly<Record<string, RoadUserClass | null>> = {},
): Result<ClassMap> {
  const unknown = Object.keys(overrides).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    return fail(
      'class-map-unknown',
      `the class map names classes that the model does not have: ${unknown.join(', ')}`,
      'Use the names of the list "classes" in the class map.',
    );
  }
  const codes = Int16Array.from(names, (name) => {
    const ours = Object.hasOwn(overrides, name) ? overrides[name] : usualClass(name);
    return ours === undefined || ours === null ? -1 : classCode(ours);
  });
  const supported = ROAD_USER_CLASSES.filter((name) => codes.includes(classCode(name)));
  if (supported.length > 0) return ok({ codes, supported });
  return fail(
    'class-map-empty',
    `none of the model's classes is a road user: ${names.slice(0, 12).join(', ')}`,
    'Map at least one of its classes to one of ours in the class map of its model.json.',
  );
}

/** What a class of a model most likely is to us, by its name. */
export function usualClass(name: string): RoadUserClass | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  return (
    ROAD_USER_CLASSES.find((ours) => ours === plain) ??
    (Object.hasOwn(OTHER_NAMES, plain) ? OTHER_NAMES[plain] : undefined)
  );
}
