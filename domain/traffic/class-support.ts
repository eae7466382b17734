import { ROAD_USER_CLASSES } from '../detection/classes.ts';
import type { RoadUserClass } from '../detection/classes.ts';

/** Which classes could be told in a stretch of time: those of nobody's model are no zeros but not known. */
export interface ClassSupport {
  /** By every model of the time. */
  readonly supported: RoadUserClass[];
  /** By some of them only: what the others saw of them was taken for something else, or for nothing. */
  readonly partly: RoadUserClass[];
  readonly unsupported: RoadUserClass[];
}

/** From the classes of each model that was at work; null where nobody was, or one did not say what it can tell. */
export function classSupport(models: readonly (readonly string[] | null)[]): ClassSupport | null {
  const known = models.filter((classes) => classes !== null);
  if (known.length === 0 || known.length < models.length) return null;
  const tellers = (name: RoadUserClass) => known.filter((classes) => classes.includes(name)).length;
  return {
    supported: ROAD_USER_CLASSES.filter((name) => tellers(name) === known.length),
    partly: ROAD_USER_CLASSES.filter((name) => tellers(name) > 0 && tellers(name) < known.length),
    unsupported: ROAD_USER_CLASSES.filter((name) => tellers(name) === 0),
  };
}
