import { z } from 'zod';
import { passwordChangeSchema, userCreateSchema, userViewSchema } from '../../../domain/contracts/api.ts';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import type { Principal } from '../auth/access-tokens.ts';
import { forbidden, passwordFirst, signedIn } from '../auth/authenticate.ts';
import { hashPassword, verifyPassword } from '../auth/passwords.ts';
import type { UserRow } from '../base/ports.ts';
import { notFound, problem, valueOf } from '../base/problem.ts';
import { emptySchema } from './context.ts';
import type { Api, GatewayContext } from './context.ts';
import { tryLater } from './sign-in.ts';

const tags = ['Users'];
const nameParams = z.object({ name: z.string().min(1).max(80) });

export function userRoutes(api: Api, context: GatewayContext): void {
  const { reader, command } = context.options;
  api.get(
    '/users',
    { schema: { tags, summary: 'All users', response: { 200: z.array(userViewSchema) } } },
    async () => [...(await reader.users())],
  );
  api.post(
    '/users',
    {
      schema: {
        tags,
        summary: 'Add a user',
        body: userCreateSchema,
        response: { 201: z.object({ userId: uuidSchema }) },
      },
    },
    async (request, reply) => {
      const { name, role, password } = request.body;
      if (await reader.user(name)) {
        throw problem(409, 'user-exists', 'There is a user of this name already.', 'Choose another name.');
      }
      const passwordHash = await hashPassword(password);
      const made = await command('user.create', { actor: signedIn(request).user, name, role, passwordHash });
      return reply.code(201).send(valueOf(made));
    },
  );
  api.delete(
    '/users/:name',
    { schema: { tags, summary: 'Delete a user', params: nameParams, response: { 200: emptySchema } } },
    async (request) => {
      const who = signedIn(request);
      const row = await existingUser(context, request.params.name);
      await checkDeletable(context, who, row);
      valueOf(await command('user.delete', { actor: who.user, name: row.name }));
      context.tokens.endUser(row.name, null);
      return {};
    },
  );
  passwordRoute(api, context);
}

function passwordRoute(api: Api, context: GatewayContext): void {
  const { command } = context.options;
  api.put(
    '/users/:name/password',
    {
      schema: {
        tags,
        summary: 'Set a password',
        description: 'Ends all other sign-ins of this user.',
        params: nameParams,
        body: passwordChangeSchema,
        response: { 200: emptySchema },
      },
    },
    async (request) => {
      const who = signedIn(request);
      const row = await allowedUser(context, who, request.params.name);
      if (row.name === who.user && !who.mustSetPassword) await checkCurrent(context, row, request.body.current ?? '');
      const passwordHash = await hashPassword(request.body.password);
      valueOf(await command('user.set-password', { actor: who.user, name: row.name, passwordHash }));
      context.tokens.endUser(row.name, who.tokenId);
      if (row.name === who.user) context.tokens.passwordWasSet(who.tokenId);
      return {};
    },
  );
}

/** Own password, or anybody's for an admin who has one. */
async function allowedUser(context: GatewayContext, who: Principal, name: string): Promise<UserRow> {
  if (name !== who.user && who.mustSetPassword) throw passwordFirst();
  if (name !== who.user && who.role !== 'admin') throw forbidden(who);
  return existingUser(context, name);
}

/** Someone at an unattended screen must not be able to take the account over, nor to guess at leisure. */
async function checkCurrent(context: GatewayContext, row: UserRow, current: string): Promise<void> {
  const wait = context.guard.begin(row.name);
  if (wait !== null) throw tryLater('for this user', Math.ceil((wait - context.options.clock.nowUtcUs()) / 1_000_000));
  if (!(await verifyPassword(current, row.passwordHash))) {
    throw problem(
      403,
      'wrong-password',
      'The current password is wrong.',
      'Give the password that is valid now as "current".',
    );
  }
  context.guard.succeeded(row.name);
}

async function checkDeletable(context: GatewayContext, who: Principal, row: UserRow): Promise<void> {
  if (row.name === who.user) {
    throw problem(
      409,
      'own-account',
      'You cannot delete the account you are signed in with.',
      'Ask another admin to do it.',
    );
  }
  if (row.role !== 'admin') return;
  const admins = (await context.options.reader.users()).filter((user) => user.role === 'admin');
  if (admins.length > 1) return;
  throw problem(
    409,
    'last-admin',
    'This is the last admin; without one nobody could manage this site.',
    'Add another admin first.',
  );
}

async function existingUser(context: GatewayContext, name: string): Promise<UserRow> {
  const row = await context.options.reader.user(name);
  if (!row) throw notFound('user');
  return row;
}
