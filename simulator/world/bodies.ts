import type { RoadUserClass } from '../../domain/detection/classes.ts';
import type { Body } from './body.ts';
import { LARGE_BODIES } from './large-bodies.ts';
import { SMALL_BODIES } from './small-bodies.ts';

export const BODIES: readonly Body[] = [...SMALL_BODIES, ...LARGE_BODIES];

export function bodiesOf(kind: RoadUserClass): readonly Body[] {
  return BODIES.filter((body) => body.class === kind);
}

/** The body with an id; an unknown id is a bug of the caller. */
export function bodyWithId(id: string): Body {
  const body = BODIES.find((one) => one.id === id);
  if (body === undefined) throw new RangeError(`no body is called ${id}`);
  return body;
}
