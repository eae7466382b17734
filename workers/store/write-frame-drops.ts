import type { FrameDrops } from '../../domain/contracts/facts.ts';
import { PLACED } from './write-context.ts';
import type { Stray, WriteContext } from './write-context.ts';

/** One that is sent again adds nothing. Those of a replay belong to its session, those of a camera to no session. */
export function writeFrameDrops(context: WriteContext, fact: FrameDrops): Stray {
  const camera = context.camera(fact.cameraId);
  if (camera === null) return { stray: 'no such camera' };
  const session = fact.sessionId === null ? null : context.session(fact.sessionId);
  if (fact.sessionId !== null && session === null) return { stray: 'no such session' };
  const frames = Object.values(fact.drops).reduce((sum, count) => sum + count, 0);
  context
    .sql(
      `INSERT INTO frame_drops (tally_id, scope, camera, start_utc_us, frames, causes) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (tally_id) DO NOTHING`,
    )
    .run(fact.tallyId, session?.scope ?? 0, camera, fact.startUtcUs, frames, JSON.stringify(fact.drops));
  return PLACED;
}
