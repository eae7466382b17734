/** A vehicle at a line. Speed and length are null where they were not measured. */
export interface Passage {
  readonly sessionId: string;
  readonly mediaUs: number;
  readonly utcUs: number;
  readonly metresPerSecond: number | null;
  readonly length: number | null;
}

/** From one vehicle to the next at one place, in seconds and in metres; what could not be measured is null. */
export interface Headway {
  /** When the second of the two passed. */
  readonly utcUs: number;
  /** Front to front. */
  readonly seconds: number;
  /** Rear to front: the headway less the time that the leader needs to pass with its whole length. */
  readonly gapSeconds: number | null;
  /** Front to front at the follower's speed. */
  readonly metres: number | null;
  readonly gapMetres: number | null;
}

/** A stretch of a session's time that was watched without a break. */
export interface WatchedStretch {
  readonly sessionId: string;
  readonly fromMediaUs: number;
  readonly toMediaUs: number;
}

/** The headways between passages of one line in one direction, in order of time. Over what nobody watched there is none. */
export function headwaysOf(passages: readonly Passage[], watched: readonly WatchedStretch[]): Headway[] {
  return passages.flatMap((follower, at) => {
    const leader = passages[at - 1];
    if (leader === undefined || !wereWatched(leader, follower, watched)) return [];
    return [headway(leader, follower)];
  });
}

function headway(leader: Passage, follower: Passage): Headway {
  const seconds = (follower.mediaUs - leader.mediaUs) / 1e6;
  const { metresPerSecond: speed, length } = leader;
  const clearing = speed === null || length === null || speed <= 0 ? null : length / speed;
  const metres = follower.metresPerSecond === null ? null : seconds * follower.metresPerSecond;
  return {
    utcUs: follower.utcUs,
    seconds,
    gapSeconds: clearing === null ? null : Math.max(0, seconds - clearing),
    metres,
    gapMetres: metres === null || length === null ? null : Math.max(0, metres - length),
  };
}

function wereWatched(leader: Passage, follower: Passage, watched: readonly WatchedStretch[]): boolean {
  if (leader.sessionId !== follower.sessionId) return false;
  return watched.some(
    ({ sessionId, fromMediaUs, toMediaUs }) =>
      sessionId === leader.sessionId && fromMediaUs <= leader.mediaUs && follower.mediaUs <= toMediaUs,
  );
}

/** Stretches that touch are one: a claim ends where the next one begins. */
export function joinStretches(stretches: readonly WatchedStretch[]): WatchedStretch[] {
  const joined: WatchedStretch[] = [];
  for (const stretch of stretches) {
    const last = joined.at(-1);
    if (last?.sessionId === stretch.sessionId && stretch.fromMediaUs <= last.toMediaUs)
      joined[joined.length - 1] = { ...last, toMediaUs: Math.max(last.toMediaUs, stretch.toMediaUs) };
    else joined.push(stretch);
  }
  return joined;
}
