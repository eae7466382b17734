declare const mediaUs: unique symbol;
declare const utcUs: unique symbol;

/** Monotonic source time within one session, whole microseconds. Every rule of traffic runs on this. */
export type MediaUs = number & { readonly [mediaUs]: true };
/** Coordinated universal time, whole microseconds since 1970 (safe in a double until the year 2255). */
export type UtcUs = number & { readonly [utcUs]: true };

export const US_PER_SECOND = 1_000_000;

/** A source time; fractions of a microsecond are rounded so that arithmetic stays exact. */
export function toMediaUs(value: number): MediaUs {
  return Math.round(value) as MediaUs;
}

/** A moment in universal time. */
export function toUtcUs(value: number): UtcUs {
  return Math.round(value) as UtcUs;
}

/** How the source time of a session maps to universal time, and how far that can be trusted. */
export interface UtcAnchor {
  readonly utcUs: UtcUs;
  readonly mediaUs: MediaUs;
  /** rtcp: sender reports; arrival: least-delay arrival; given: by file, name or user; assumed: nobody said, so the moment of opening was taken. */
  readonly quality: 'rtcp' | 'arrival' | 'given' | 'assumed';
}

/** Whether two anchors say the same: frames under them belong to one session. */
export function isSameAnchor(a: UtcAnchor, b: UtcAnchor): boolean {
  return a.utcUs === b.utcUs && a.mediaUs === b.mediaUs && a.quality === b.quality;
}

/** The universal time of a source time under an anchor. */
export function anchoredUtc(anchor: UtcAnchor, at: MediaUs): UtcUs {
  return (anchor.utcUs + (at - anchor.mediaUs)) as UtcUs;
}
