import type { FastifyRequest } from 'fastify';
import { Problem, problem } from '../base/problem.ts';
import type { AccessTokens, Principal } from './access-tokens.ts';
import { rightOf } from './rights.ts';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
  }
}

const BEARER = /^Bearer ([A-Za-z0-9_-]{16,256})$/;

/** Runs before the body is read: nobody who may not do a thing gets to send a megabyte for it. */
export function authenticate(request: FastifyRequest, tokens: AccessTokens, route: string): void {
  const right = rightOf(route);
  if (right === null)
    throw problem(403, 'no-right', 'Nobody may do this.', 'The route has no entry in the table of rights.');
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
  request.principal = token ? tokens.find(token) : null;
  if (right === 'open') return;
  if (right === 'picture' && !request.headers.authorization && hasKey(request)) return;
  const principal = signedIn(request);
  if (right === 'session') return;
  if (principal.mustSetPassword) throw passwordFirst();
  if (right !== 'picture' && !right.includes(principal.role)) throw forbidden(principal);
}

/** The signed-in user of a request; everything behind the table of rights has one. */
export function signedIn(request: FastifyRequest): Principal {
  if (request.principal) return request.principal;
  throw new Problem(
    401,
    {
      code: 'not-signed-in',
      message: 'You are not signed in, or your sign-in has ended.',
      hint: 'Sign in and send the access token as "Authorization: Bearer …".',
    },
    { 'www-authenticate': 'Bearer' },
  );
}

export function passwordFirst(): Problem {
  return problem(
    403,
    'must-set-password',
    'This account has no password yet.',
    'Set one with PUT /api/v1/users/{name}/password, then go on.',
  );
}

export function forbidden(principal: Principal): Problem {
  return problem(
    403,
    'forbidden',
    `A user with the role "${principal.role}" may not do this.`,
    'Ask an admin to do it, or to give you another role.',
  );
}

function hasKey(request: FastifyRequest): boolean {
  return typeof request.query === 'object' && request.query !== null && 'key' in request.query;
}
