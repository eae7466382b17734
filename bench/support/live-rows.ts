import { z } from 'zod';
import type { CrossingRow } from '../../domain/contracts/api.ts';
import type { RetroCrossing } from '../../workers/analytics/stored-paths.ts';
import type { RetroMovement } from '../../workers/analytics/stored-movements.ts';
import type { StoredDay } from './stored-day.ts';

type Of<T> = T & { readonly sessionId: string };
const PAGE = 5000;

/** Crossings that are only among those counted again, or only among those counted live. */
export function differentCrossings(
  { reader, line, sessionIds }: StoredDay,
  again: readonly Of<RetroCrossing>[],
): number {
  const live: CrossingRow[] = [];
  for (const sessionId of sessionIds) {
    for (let cursor: number | null = null; ;) {
      const every = { cameraId: null, fromUtcUs: null, toUtcUs: null, limit: PAGE };
      const page = reader.crossings({ ...every, sessionId, lineId: line.lineId, cursor });
      live.push(...page);
      cursor = page.at(-1)?.cursor ?? null;
      if (page.length < PAGE) break;
    }
  }
  return differences(again.map(crossingText), live.map(crossingText));
}

function crossingText(row: Of<RetroCrossing> | CrossingRow): string {
  const { sessionId, track, ordinal, direction, mediaUs, frameId, x, y, speed } = row;
  return JSON.stringify([sessionId, track, ordinal, direction, mediaUs, frameId, x, y, row.class, speedNumbers(speed)]);
}

function speedNumbers(speed: CrossingRow['speed']): readonly unknown[] | null {
  if (speed === null) return null;
  const { calibrationId, metresPerSecond, plusMinus, acceleration, accelerationPlusMinus, length, refusal } = speed;
  return [calibrationId, metresPerSecond, plusMinus, acceleration, accelerationPlusMinus, length, refusal];
}

const rowSchema = z.array(z.union([z.string(), z.number(), z.null()])).length(7);

/** Tracks that were given another movement, or another reason for having none, than when they ended. */
export function differentMovements(day: StoredDay, again: readonly Of<RetroMovement>[]): number {
  const { reader, camera, sessionIds } = day;
  const live = sessionIds.flatMap((sessionId) =>
    (reader.sessionRows(sessionId)?.movements ?? []).map((text) => {
      // Its universal time is not among what is counted again.
      const [track, version, reason, , entryMediaUs, exitMediaUs, name] = rowSchema.parse(JSON.parse(text));
      return `${sessionId} ${JSON.stringify([track, version, reason, entryMediaUs, exitMediaUs, name])}`;
    }),
  );
  const counted = again.map(({ sessionId, track, movement, reason, entryMediaUs, exitMediaUs, class: name }) => {
    const version = movement === null ? null : (camera.movements[movement]?.versionId ?? null);
    return `${sessionId} ${JSON.stringify([track, version, reason, entryMediaUs, exitMediaUs, name])}`;
  });
  return differences(counted, live);
}

function differences(one: readonly string[], other: readonly string[]): number {
  const [first, second] = [new Set(one), new Set(other)];
  const missing = (from: ReadonlySet<string>, of: ReadonlySet<string>) =>
    [...of].filter((row) => !from.has(row)).length;
  return missing(first, second) + missing(second, first) + (one.length - first.size) + (other.length - second.size);
}
