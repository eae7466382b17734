import { ROAD_USER_CLASSES } from '../../domain/detection/classes.ts';
import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { Translate } from './translate.ts';

export function isRoadUserClass(name: string): name is RoadUserClass {
  return ROAD_USER_CLASSES.some((one) => one === name);
}

/** A class as people say it; one that this screen does not know keeps the site's own word. */
export function classLabel(t: Translate, name: string): string {
  return isRoadUserClass(name) ? t(`class.${name}`) : name;
}
