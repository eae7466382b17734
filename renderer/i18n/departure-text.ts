import type { SiteEvent } from '../../domain/contracts/api.ts';
import { DEPARTURE_BEGINS, DEPARTURE_ENDS, departureNoteSchema } from '../../domain/contracts/outlook.ts';
import type { DepartureNote } from '../../domain/contracts/outlook.ts';
import { directionName } from './direction-name.ts';
import type { Translate } from './translate.ts';

type Told = Pick<DepartureNote['departure'], 'sign' | 'observed' | 'normal'>;

/** A departure in numbers: what was counted, and what is normal. */
export function departureNumbers(t: Translate, { sign, observed, normal }: Told): string {
  return t(`outlook.departs.${sign}`, { observed: Math.round(observed), normal: Math.round(normal) });
}

/** What the site tells of the beginning and the end of a departure; null for any other event. */
export function departureEventText(
  t: Translate,
  { event, reason }: Pick<SiteEvent, 'event' | 'reason'>,
): { readonly what: string; readonly why: string; readonly detail: string } | null {
  if (event !== DEPARTURE_BEGINS && event !== DEPARTURE_ENDS) return null;
  const note = departureNoteSchema.safeParse(parsed(reason));
  if (!note.success) return null;
  const { cameraId, lineName, direction, departure } = note.data;
  const way = directionName(t, direction, note.data.directionName);
  const over = departure.endedBy === null ? '' : ` ${t(`outlook.ended.${departure.endedBy}`)}`;
  return {
    what: t(event === DEPARTURE_BEGINS ? 'outlook.event.begins' : 'outlook.event.ends'),
    why: `${cameraId} · ${lineName} (${way})`,
    detail: departureNumbers(t, departure) + over,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
