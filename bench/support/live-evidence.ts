import path from 'node:path';
import { z } from 'zod';
import type { SessionView } from '../../domain/contracts/api.ts';
import type { CommittedCrossing } from '../../domain/contracts/messages.ts';
import { openReader, type StoreReader } from '../../workers/store/index.ts';
import { crossingKey, unchangingPart } from './live-screen.ts';

/** A stretch of universal time that a session claims to have watched. */
export interface Claim {
  readonly sessionId: string;
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
}

const claimSchema = z.tuple([z.number(), z.number(), z.number(), z.number(), z.string(), z.number()]);
const PAGE = 1000;

/** Reads the store of a data folder, beside the site that writes it. */
export function withStore<T>(dataFolder: string, ask: (reader: StoreReader) => T): T {
  const reader = openReader(path.join(dataFolder, 'store.db'));
  if (!reader.ok) throw new Error(reader.failure.message);
  try {
    return ask(reader.value);
  } finally {
    reader.value.close();
  }
}

/** Every crossing that the store holds, in the order of the feed. */
export function storedCrossings(reader: StoreReader): CommittedCrossing[] {
  const all: CommittedCrossing[] = [];
  for (let cursor = 0; ;) {
    const page = reader.follow(cursor, PAGE);
    all.push(...page.crossings);
    if (page.crossings.length < PAGE) return all;
    cursor = page.cursor;
  }
}

/** What is wrong between what a screen was shown and what the store holds; empty when each is there, once, unchanged. */
export function faultsOfShown(
  shown: ReadonlyMap<string, CommittedCrossing>,
  stored: readonly CommittedCrossing[],
): string[] {
  const held = new Map<string, CommittedCrossing[]>();
  for (const crossing of stored) {
    const key = crossingKey(crossing);
    held.set(key, [...(held.get(key) ?? []), crossing]);
  }
  const faults: string[] = [];
  for (const [key, rows] of held) if (rows.length > 1) faults.push(`${key} is stored ${rows.length} times`);
  for (const [key, crossing] of shown) {
    const [row] = held.get(key) ?? [];
    if (row === undefined) faults.push(`${key} was shown and is not stored`);
    else if (unchangingPart(row) !== unchangingPart(crossing))
      faults.push(`${key} was shown as ${unchangingPart(crossing)} and is stored as ${unchangingPart(row)}`);
  }
  return faults;
}

/** What a camera's live sessions claim to have watched, in order of time. */
export function claimsOf(reader: StoreReader, cameraId: string): Claim[] {
  const live = reader.sessions(cameraId).filter(({ mode }) => mode === 'live');
  return live
    .flatMap(({ sessionId }) => (reader.sessionRows(sessionId)?.coverage ?? []).map((text) => ({ sessionId, text })))
    .map(({ sessionId, text }) => {
      const [, , fromUtcUs, toUtcUs] = claimSchema.parse(JSON.parse(text));
      return { sessionId, fromUtcUs, toUtcUs };
    })
    .sort((a, b) => a.fromUtcUs - b.fromUtcUs);
}

/** How long a camera was not watched around a moment: between the claim before it and the one behind it; 0 when one spans it. */
export function unwatchedUs(claims: readonly Claim[], atUtcUs: number): number {
  if (claims.some(({ fromUtcUs, toUtcUs }) => fromUtcUs <= atUtcUs && toUtcUs > atUtcUs)) return 0;
  const before = claims.filter(({ toUtcUs }) => toUtcUs <= atUtcUs).map(({ toUtcUs }) => toUtcUs);
  const after = claims.filter(({ fromUtcUs }) => fromUtcUs > atUtcUs).map(({ fromUtcUs }) => fromUtcUs);
  return Math.min(...after) - Math.max(...before);
}

/** Claims of one camera that lie over one another, in words: time that would be counted twice as watched. */
export function faultsOfClaims(cameraId: string, claims: readonly Claim[]): string[] {
  let before: Claim | null = null;
  const faults: string[] = [];
  for (const claim of claims) {
    if (before !== null && before.toUtcUs > claim.fromUtcUs) {
      const ms = (Math.min(before.toUtcUs, claim.toUtcUs) - claim.fromUtcUs) / 1000;
      const at = new Date(claim.fromUtcUs / 1000).toISOString();
      faults.push(`${cameraId} claims ${ms} ms from ${at} twice: sessions ${before.sessionId} and ${claim.sessionId}`);
    }
    if (before === null || claim.toUtcUs > before.toUtcUs) before = claim;
  }
  return faults;
}

/** Sessions that are over without a word why, and sessions beyond the one that may be open. */
export function faultsOfSessions(sessions: readonly SessionView[]): string[] {
  const silent = sessions.filter(({ endedUtcUs, reason }) => endedUtcUs !== null && reason === '');
  const open = sessions.filter(({ endedUtcUs }) => endedUtcUs === null).slice(1);
  return [
    ...silent.map(({ sessionId }) => `${sessionId} ended without a reason`),
    ...open.map(({ sessionId }) => `${sessionId} is open beside a newer one`),
  ];
}
