import { z } from 'zod';
import { accessSchema, sessionInfoSchema, signInSchema, tokenSignInSchema } from '../../../domain/contracts/api.ts';
import { signedIn } from '../auth/authenticate.ts';
import { hashPassword, verifyPassword } from '../auth/passwords.ts';
import { Problem, problem, valueOf } from '../base/problem.ts';
import { sameSecret } from '../base/secrets.ts';
import type { UserRow } from '../base/ports.ts';
import { audit, emptySchema } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

type Access = z.infer<typeof accessSchema>;
/** Who works at the desktop that this program runs on: it has no password, the operating system let them in. */
const DESKTOP_USER = 'desktop';

export function signInRoutes(api: Api, context: GatewayContext): void {
  // One handler for both ways in, so that they share one allowance.
  const preHandler = api.rateLimit(addressLimit(context));
  const tags = ['Sign-in'];

  api.post(
    '/sign-in',
    {
      preHandler,
      schema: { tags, summary: 'Sign in with user and password', body: signInSchema, response: { 200: accessSchema } },
    },
    (request) => signInByPassword(context, request.body.user, request.body.password),
  );
  api.post(
    '/sign-in/token',
    {
      preHandler,
      schema: {
        tags,
        summary: 'Sign in with a one-launch token or a one-time link',
        description:
          'A one-time link works once. Its user must set a password: here as newPassword, or before anything else.',
        body: tokenSignInSchema,
        response: { 200: accessSchema },
      },
    },
    (request) => signInByToken(context, request.body.token, request.body.newPassword ?? null),
  );
  api.post(
    '/sign-out',
    { schema: { tags, summary: 'End this sign-in', response: { 200: emptySchema } } },
    (request) => {
      context.tokens.end(signedIn(request).tokenId);
      return {};
    },
  );
  api.get(
    '/session',
    { schema: { tags, summary: 'Who is signed in', response: { 200: sessionInfoSchema } } },
    (request) => context.sessionInfo(signedIn(request)),
  );
  api.get(
    '/health',
    {
      schema: {
        tags: ['System'],
        summary: 'Whether the gateway answers',
        response: { 200: z.object({ status: z.literal('ok') }) },
      },
    },
    () => ({ status: 'ok' as const }),
  );
}

async function signInByPassword(context: GatewayContext, user: string, password: string): Promise<Access> {
  const wait = context.guard.begin(user);
  if (wait !== null) throw tryLater('for this user', Math.ceil((wait - context.options.clock.nowUtcUs()) / 1_000_000));
  const row = await context.options.reader.user(user);
  const fits = await verifyPassword(password, row?.passwordHash ?? null);
  if (!row || !fits) {
    // A name that nobody has may be a password typed into the wrong field: it is not written down.
    await audit(context, row?.name ?? 'unknown', 'sign-in.failed', row?.name ?? 'unknown');
    throw problem(401, 'wrong-password', 'User or password is wrong.', 'Check both; an admin can set a new password.');
  }
  context.guard.succeeded(user);
  await audit(context, row.name, 'sign-in', row.name);
  return access(context, row, false);
}

async function signInByToken(context: GatewayContext, token: string, newPassword: string | null): Promise<Access> {
  const { launchToken, reader } = context.options;
  if (launchToken !== null && sameSecret(token, launchToken)) {
    return access(context, { name: DESKTOP_USER, role: 'admin' }, false);
  }
  const user = context.oneTime.use(token);
  const row = user === null ? null : await reader.user(user);
  if (!row) {
    const hint = 'Each link works once. Start the program again for a fresh one, or sign in with user and password.';
    throw problem(401, 'bad-token', 'This sign-in link is not valid, or was already used.', hint);
  }
  if (newPassword !== null) await setFirstPassword(context, token, row.name, newPassword);
  await audit(context, row.name, 'sign-in.link', row.name);
  return access(context, row, newPassword === null);
}

async function setFirstPassword(context: GatewayContext, token: string, name: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  const stored = await context.options.command('user.set-password', { actor: name, name, passwordHash });
  if (!stored.ok) context.oneTime.giveBack(token, name);
  valueOf(stored);
  context.tokens.endUser(name, null);
}

function access(context: GatewayContext, who: Pick<UserRow, 'name' | 'role'>, mustSetPassword: boolean): Access {
  const issued = context.tokens.issue({ user: who.name, role: who.role, mustSetPassword });
  const { accessToken, expiresUtcUs, principal } = issued;
  return { accessToken, expiresUtcUs, mustSetPassword, session: context.sessionInfo(principal) };
}

/** Guesses from one address, whichever users they are at. */
function addressLimit(context: GatewayContext) {
  return {
    max: context.limits.signInsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_request: unknown, { ttl }: { ttl: number }) =>
      tryLater('from this address', Math.ceil(ttl / 1000)),
  };
}

export function tryLater(forWhat: string, seconds: number): Problem {
  const wait = Math.max(1, seconds);
  return new Problem(
    429,
    {
      code: 'too-many-sign-ins',
      message: `Too many sign-ins were tried ${forWhat}.`,
      hint: `Try again in ${wait} ${wait === 1 ? 'second' : 'seconds'}.`,
    },
    { 'retry-after': String(wait) },
  );
}
