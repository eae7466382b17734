import { createHash } from 'node:crypto';
import { assertNever } from '../../domain/base/assert.ts';
import type { Fact } from '../../domain/contracts/facts.ts';
import type { Db } from './sqlite.ts';
import { writeApproachMinute } from './write-approaches.ts';
import { writeCoverage } from './write-coverage.ts';
import { writeCrossing, writePathChunk, writeTrackEnd, writeZoneVisit } from './write-crossings.ts';
import { writeIncident } from './write-incidents.ts';
import { writeFrameDrops } from './write-frame-drops.ts';
import { writeReplayFile } from './write-replay-files.ts';
import { writeCameraEvent, writeCheckpoint, writeHole, writeSessionEnd, writeSessionOpen } from './write-sessions.ts';
import { writeZoneMinute, writeZoneState } from './write-zones.ts';
import type { Stray, WriteContext } from './write-context.ts';

/** What a camera process sends at once. `body` holds the bytes of all its path chunks. */
export interface FactBatch {
  readonly sender: string;
  readonly seq: number;
  readonly facts: readonly Fact[];
  readonly body: Uint8Array;
}

export interface CommitReport {
  readonly facts: number;
  /** Facts that fit nowhere (no such session, line …); kept in `stray_fact`, so that they hold up nobody. */
  readonly strays: readonly { readonly sender: string; readonly kind: string; readonly reason: string }[];
}

function place(context: WriteContext, fact: Fact, body: Uint8Array): Stray {
  switch (fact.kind) {
    case 'session-open':
      return writeSessionOpen(context, fact);
    case 'session-end':
      return writeSessionEnd(context, fact);
    case 'crossing':
      return writeCrossing(context, fact);
    case 'zone-visit':
      return writeZoneVisit(context, fact);
    case 'zone-state':
      return writeZoneState(context, fact);
    case 'zone-minute':
      return writeZoneMinute(context, fact);
    case 'track-end':
      return writeTrackEnd(context, fact);
    case 'path-chunk':
      return writePathChunk(context, fact, body);
    case 'coverage':
      return writeCoverage(context, fact);
    case 'approach-minute':
      return writeApproachMinute(context, fact);
    case 'frame-drops':
      return writeFrameDrops(context, fact);
    case 'hole':
      return writeHole(context, fact);
    case 'checkpoint':
      return writeCheckpoint(context, fact);
    case 'replay-file':
      return writeReplayFile(context, fact);
    case 'camera-event':
      return writeCameraEvent(context, fact);
    case 'incident':
      return writeIncident(context, fact);
    default:
      return assertNever(fact);
  }
}

function setAside(context: WriteContext, sender: string, fact: Fact, reason: string): void {
  const text = JSON.stringify(fact);
  const sha256 = createHash('sha256').update(`${sender}\n${text}`).digest('hex');
  context
    .sql(
      `INSERT INTO stray_fact (sha256, sender, reason, fact, utc_us) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (sha256) DO NOTHING`,
    )
    .run(sha256, sender, reason, text, context.nowUtcUs());
}

/** Writes a group of batches in one transaction: all of it is there afterwards, or none. */
export function commitGroup(db: Db, context: WriteContext, batches: readonly FactBatch[]): CommitReport {
  const strays: { sender: string; kind: string; reason: string }[] = [];
  let facts = 0;
  const write = db.transaction(() => {
    for (const batch of batches) {
      for (const fact of batch.facts) {
        const stray = place(context, fact, batch.body);
        facts += 1;
        if (stray === null) continue;
        setAside(context, batch.sender, fact, stray.stray);
        strays.push({ sender: batch.sender, kind: fact.kind, reason: stray.stray });
      }
    }
  });
  try {
    write.immediate();
  } catch (error) {
    context.forget();
    throw error;
  }
  return { facts, strays };
}
