import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import type { StoreParams, StoreResult } from '../../domain/contracts/store-commands.ts';
import { recordAudit, visibleCamera } from './command-context.ts';
import type { CommandContext } from './command-context.ts';
import { integer, row } from './sqlite.ts';

const userRow = z.object({ id: z.number(), role: z.string() });

function userNamed(context: CommandContext, name: string): Result<z.output<typeof userRow>> {
  const found = row(context.sql('SELECT id, role FROM user WHERE name = ?'), userRow, name);
  return found === null ? fail('user-unknown', `there is no user ${name}`, 'choose a user from the list') : ok(found);
}

/** A password that arrives here in the clear is a bug of the sender and must not end up in the file; empty: none was set yet. */
function checkHash(passwordHash: string): Result<null> {
  if (passwordHash === '' || /^\$?scrypt\$/.test(passwordHash)) return ok(null);
  return fail('password-not-hashed', 'the password did not arrive as a hash', 'sign in through the gateway');
}

export function createUser(
  context: CommandContext,
  params: StoreParams<'user.create'>,
): Result<StoreResult<'user.create'>> {
  const hashed = checkHash(params.passwordHash);
  if (!hashed.ok) return hashed;
  if (userNamed(context, params.name).ok) {
    return fail('user-exists', `there is a user ${params.name} already`, 'choose another name');
  }
  const userId = randomUUID();
  context
    .sql('INSERT INTO user (user_id, name, role, password_hash, created_utc_us) VALUES (?, ?, ?, ?, ?)')
    .run(userId, params.name, params.role, params.passwordHash, context.nowUtcUs());
  recordAudit(context, params.actor, 'user.create', params.name, params.role);
  context.changed('users');
  return ok({ userId });
}

export function setPassword(
  context: CommandContext,
  params: StoreParams<'user.set-password'>,
): Result<StoreResult<'user.set-password'>> {
  const hashed = checkHash(params.passwordHash);
  if (!hashed.ok) return hashed;
  const user = userNamed(context, params.name);
  if (!user.ok) return user;
  context.sql('UPDATE user SET password_hash = ? WHERE id = ?').run(params.passwordHash, user.value.id);
  recordAudit(context, params.actor, 'user.set-password', params.name);
  context.changed('users');
  return ok({});
}

/** A site without an admin could never be changed again. */
export function deleteUser(
  context: CommandContext,
  params: StoreParams<'user.delete'>,
): Result<StoreResult<'user.delete'>> {
  const user = userNamed(context, params.name);
  if (!user.ok) return user;
  const admins = integer(context.sql(`SELECT count(*) FROM user WHERE role = 'admin'`));
  if (user.value.role === 'admin' && admins === 1) {
    return fail('last-admin', `${params.name} is the last admin`, 'make another user admin first');
  }
  context.sql('DELETE FROM user WHERE id = ?').run(user.value.id);
  recordAudit(context, params.actor, 'user.delete', params.name);
  context.changed('users');
  return ok({});
}

export function createStreamKey(
  context: CommandContext,
  params: StoreParams<'stream-key.create'>,
): Result<StoreResult<'stream-key.create'>> {
  const camera = visibleCamera(context, params.cameraId);
  if (!camera.ok) return camera;
  const keyId = randomUUID();
  context
    .sql('INSERT INTO stream_key (key_id, camera, label, key_hash, created_utc_us) VALUES (?, ?, ?, ?, ?)')
    .run(keyId, camera.value.id, params.label, params.keyHash, context.nowUtcUs());
  recordAudit(context, params.actor, 'stream-key.create', keyId, `${params.cameraId} ${params.label}`.trim());
  context.changed('users');
  return ok({ keyId });
}

export function revokeStreamKey(
  context: CommandContext,
  params: StoreParams<'stream-key.revoke'>,
): Result<StoreResult<'stream-key.revoke'>> {
  const revoked = context
    .sql('UPDATE stream_key SET revoked_utc_us = ? WHERE key_id = ? AND revoked_utc_us IS NULL')
    .run(context.nowUtcUs(), params.keyId);
  if (revoked.changes === 0) {
    return fail('stream-key-unknown', 'there is no such stream key', 'it may have been revoked already');
  }
  recordAudit(context, params.actor, 'stream-key.revoke', params.keyId);
  context.changed('users');
  return ok({});
}
