import { ok } from '../../../domain/base/result.ts';
import type { Result } from '../../../domain/base/result.ts';
import type { GatewayReader, StoreCommand } from '../base/ports.ts';
import type { OneTimeTokens } from './one-time-tokens.ts';

export const FIRST_ADMIN = 'admin';

/**
 * A fresh site has an admin without a password, and one link that sets it. Null once any admin has a password.
 * Called at every start, so that a link that got lost is replaced by starting again.
 */
export async function firstAdminToken(
  reader: Pick<GatewayReader, 'users' | 'user'>,
  command: StoreCommand,
  oneTime: OneTimeTokens,
): Promise<Result<string | null>> {
  const admins = (await reader.users()).filter((user) => user.role === 'admin');
  const rows = await Promise.all(admins.map(async (admin) => reader.user(admin.name)));
  if (rows.some((row) => row !== null && row.passwordHash !== '')) return ok(null);
  const existing = admins[0]?.name;
  if (existing !== undefined) return ok(oneTime.create(existing));
  const made = await command('user.create', { actor: 'gateway', name: FIRST_ADMIN, role: 'admin', passwordHash: '' });
  return made.ok ? ok(oneTime.create(FIRST_ADMIN)) : made;
}
