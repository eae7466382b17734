import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { ComplexIncident, incidentActionSchema } from '../../domain/contracts/incidents.ts';
import type { StoreResult } from '../../domain/contracts/store-commands.ts';
import { INCIDENT_STAGES, stageAfter } from '../../domain/events/stages.ts';
import { recordAudit } from './command-context.ts';
import type { CommandContext } from './command-context.ts';
import { row } from './sqlite.ts';
import { moveCursor, nextIncidentCursor } from './write-incidents.ts';

const incidentRow = z.object({ id: z.number(), stage: z.enum(INCIDENT_STAGES) });

type Act = z.output<typeof incidentActionSchema> & { readonly actor: string; readonly incidentId: string };

/** What an operator did about an incident: kept with who and when. */
export function actOnIncident(
  context: CommandContext,
  { actor, incidentId, action, words }: Act,
): Result<StoreResult<'incident.act'>> {
  const found = row(context.sql('SELECT id, stage FROM incident WHERE incident_id = ?'), incidentRow, incidentId);
  if (found === null) return fail('incident-unknown', 'there is no such incident', 'load the list of incidents again');
  const stage = stageAfter(found.stage, action, words);
  if (!stage.ok) return stage;
  context
    .sql('INSERT INTO incident_action (incident, utc_us, actor, action, words) VALUES (?, ?, ?, ?, ?)')
    .run(found.id, context.nowUtcUs(), actor, action, words.trim());
  // Whoever does something about it has seen it.
  context
    .sql(
      `UPDATE incident SET stage = ?, acknowledged_by = coalesce(acknowledged_by, ?),
         assignee = CASE ? WHEN 'assign' THEN ? ELSE assignee END WHERE id = ?`,
    )
    .run(stage.value, action === 'note' ? null : actor, action, words.trim(), found.id);
  moveCursor(context, found.id);
  recordAudit(context, actor, `incident.${action}`, incidentId, words.trim());
  return ok({});
}

/** What was found over many events of the site. It lasts no time of its own: people see to it. */
export function reportComplexIncident(
  context: CommandContext,
  { pattern, ordinal, severity, fromUtcUs, openedUtcUs, values, cameras }: ComplexIncident,
): Result<StoreResult<'incident.report'>> {
  const evidence = { tracks: [], frameId: 0, lastFrameId: 0, box: null, place: null, values };
  const known = context
    .sql('SELECT 1 AS known FROM incident WHERE session IS NULL AND kind = ? AND ordinal = ?')
    .get(pattern, ordinal);
  if (known !== undefined) return ok({});
  context
    .sql(
      `INSERT INTO incident (incident_id, cursor, kind, ordinal, severity, from_utc_us, opened_utc_us, to_utc_us,
         end_reason, ended_by, evidence, cameras, stage) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'over', 'store', ?, ?, 'detected')`,
    )
    .run(
      randomUUID(),
      nextIncidentCursor(context.sql),
      pattern,
      ordinal,
      severity,
      fromUtcUs,
      openedUtcUs,
      openedUtcUs,
      JSON.stringify(evidence),
      JSON.stringify(cameras),
    );
  return ok({});
}
