import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { storeCommands } from '../../domain/contracts/store-commands.ts';
import type { StoreMethod, StoreResult } from '../../domain/contracts/store-commands.ts';
import type { z } from 'zod';
import { putCalibration, withdrawCalibration } from './commands-calibration.ts';
import { correctCrossing, takeBackCorrection } from './commands-corrections.ts';
import { createCamera, deleteCamera, updateCamera } from './commands-cameras.ts';
import { createLine, createZone, deleteLine, deleteZone, updateLine, updateZone } from './commands-drawings.ts';
import { createMovement, createMovements, deleteMovement, updateMovement } from './commands-movements.ts';
import { actOnIncident, reportComplexIncident } from './commands-incidents.ts';
import { cancelJob, createJob, createJobOnce, reportJob } from './commands-jobs.ts';
import { createStreamKey, createUser, deleteUser, revokeStreamKey, setPassword } from './commands-people.ts';
import { recordAudit } from './command-context.ts';
import type { Changed, CommandContext } from './command-context.ts';
import { writeFailure } from './durable-commit.ts';
import type { Db } from './sqlite.ts';
import type { WriteContext } from './write-context.ts';

/** Every change but the backup, which takes its time, happens in one short transaction. */
type Change = Exclude<StoreMethod, 'backup'>;
export type Changes = { readonly [M in Change]: (params: unknown) => Result<StoreResult<M>> };

export function isStoreMethod(method: string): method is StoreMethod {
  return Object.hasOwn(storeCommands, method);
}

/** What is wrong with a request, in one line: where, and what was expected there. */
export function invalid(method: string, error: z.ZodError): Result<never> {
  const issue = error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  return fail('invalid', `${method}${where}: ${issue?.message ?? 'not understood'}`, 'correct the value and try again');
}

interface Running {
  readonly context: CommandContext;
  readonly transaction: <T>(work: () => Result<T>) => Result<T>;
}

function entry<P extends z.ZodType, R>(
  running: Running,
  method: Change,
  params: P,
  handle: (context: CommandContext, params: z.output<P>) => Result<R>,
): (raw: unknown) => Result<R> {
  return (raw) => {
    const parsed = params.safeParse(raw);
    if (!parsed.success) return invalid(method, parsed.error);
    return running.transaction(() => handle(running.context, parsed.data));
  };
}

/** A refusal rolls back what was written on the way to it; followers hear of a change only once it is on disk. */
function createRunning(db: Db, base: WriteContext, key: Uint8Array, onChanged: (what: Changed) => void): Running {
  let told: Set<Changed> = new Set();
  const context: CommandContext = { ...base, key, changed: (what) => told.add(what) };
  const refused = new Error('refused: roll back');
  return {
    context,
    transaction: (work) => {
      told = new Set();
      let result: ReturnType<typeof work> | null = null;
      try {
        db.transaction(() => {
          result = work();
          if (!result.ok) throw refused;
        }).immediate();
      } catch (error) {
        base.forget();
        if (error !== refused || result === null) return writeFailure(error);
        return result;
      }
      for (const what of told) onChanged(what);
      return result ?? writeFailure(new Error('the change gave no answer'));
    },
  };
}

export function createChanges(
  db: Db,
  base: WriteContext,
  key: Uint8Array,
  onChanged: (what: Changed) => void,
): Changes {
  const running = createRunning(db, base, key, onChanged);
  const params = <M extends Change>(method: M): (typeof storeCommands)[M]['params'] => storeCommands[method].params;
  return {
    'camera.create': entry(running, 'camera.create', params('camera.create'), createCamera),
    'camera.update': entry(running, 'camera.update', params('camera.update'), updateCamera),
    'camera.delete': entry(running, 'camera.delete', params('camera.delete'), deleteCamera),
    'line.create': entry(running, 'line.create', params('line.create'), createLine),
    'line.update': entry(running, 'line.update', params('line.update'), updateLine),
    'line.delete': entry(running, 'line.delete', params('line.delete'), deleteLine),
    'zone.create': entry(running, 'zone.create', params('zone.create'), createZone),
    'zone.update': entry(running, 'zone.update', params('zone.update'), updateZone),
    'zone.delete': entry(running, 'zone.delete', params('zone.delete'), deleteZone),
    'calibration.put': entry(running, 'calibration.put', params('calibration.put'), putCalibration),
    'calibration.withdraw': entry(running, 'calibration.withdraw', params('calibration.withdraw'), withdrawCalibration),
    'movement.create': entry(running, 'movement.create', params('movement.create'), createMovement),
    'movement.create-many': entry(running, 'movement.create-many', params('movement.create-many'), createMovements),
    'movement.update': entry(running, 'movement.update', params('movement.update'), updateMovement),
    'movement.delete': entry(running, 'movement.delete', params('movement.delete'), deleteMovement),
    'crossing.correct': entry(running, 'crossing.correct', params('crossing.correct'), correctCrossing),
    'correction.take-back': entry(running, 'correction.take-back', params('correction.take-back'), takeBackCorrection),
    'incident.act': entry(running, 'incident.act', params('incident.act'), actOnIncident),
    'incident.report': entry(running, 'incident.report', params('incident.report'), reportComplexIncident),
    'job.create': entry(running, 'job.create', params('job.create'), createJob),
    'job.once': entry(running, 'job.once', params('job.once'), createJobOnce),
    'job.cancel': entry(running, 'job.cancel', params('job.cancel'), cancelJob),
    'job.status': entry(running, 'job.status', params('job.status'), reportJob),
    'user.create': entry(running, 'user.create', params('user.create'), createUser),
    'user.set-password': entry(running, 'user.set-password', params('user.set-password'), setPassword),
    'user.delete': entry(running, 'user.delete', params('user.delete'), deleteUser),
    'stream-key.create': entry(running, 'stream-key.create', params('stream-key.create'), createStreamKey),
    'stream-key.revoke': entry(running, 'stream-key.revoke', params('stream-key.revoke'), revokeStreamKey),
    'setting.put': entry(running, 'setting.put', params('setting.put'), putSetting),
    'audit.add': entry(running, 'audit.add', params('audit.add'), addAudit),
    'process-event.add': entry(running, 'process-event.add', params('process-event.add'), addProcessEvent),
    'cursor.put': entry(running, 'cursor.put', params('cursor.put'), putCursor),
  };
}

type Params<M extends StoreMethod> = z.output<(typeof storeCommands)[M]['params']>;

/** The audit names the setting and not its value, which may be a secret. */
function putSetting(
  context: CommandContext,
  { actor, key, value }: Params<'setting.put'>,
): Result<StoreResult<'setting.put'>> {
  context
    .sql(
      `INSERT INTO setting (key, value, utc_us) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, utc_us = excluded.utc_us`,
    )
    .run(key, value, context.nowUtcUs());
  recordAudit(context, actor, 'setting.put', key);
  return ok({});
}

function addAudit(
  context: CommandContext,
  { actor, action, subject, detail }: Params<'audit.add'>,
): Result<StoreResult<'audit.add'>> {
  recordAudit(context, actor, action, subject, detail);
  return ok({});
}

function addProcessEvent(
  context: CommandContext,
  event: Params<'process-event.add'>,
): Result<StoreResult<'process-event.add'>> {
  context
    .sql('INSERT INTO process_event (utc_us, process, event, detail) VALUES (?, ?, ?, ?)')
    .run(event.utcUs, event.process, event.event, event.detail);
  return ok({});
}

/** A follower's cursor may also go back: it then sees the rest again, which it must bear anyway. */
function putCursor(
  context: CommandContext,
  { follower, cursor }: Params<'cursor.put'>,
): Result<StoreResult<'cursor.put'>> {
  context
    .sql(
      `INSERT INTO follower (name, cursor, utc_us) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor, utc_us = excluded.utc_us`,
    )
    .run(follower, cursor, context.nowUtcUs());
  return ok({});
}
