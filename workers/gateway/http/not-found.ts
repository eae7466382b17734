import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, notFound, problem } from '../base/problem.ts';

/** Knows every mounted address, to tell "no such address" from "not in this way". */
export class KnownAddresses {
  readonly #routes: { readonly method: string; readonly pattern: RegExp }[] = [];

  add(method: string, url: string): void {
    const pattern = url
      .replaceAll('.', '\\.')
      .replaceAll('*', '.*')
      .replace(/:[^/]+?(?=\/|$)/g, '[^/]+');
    this.#routes.push({ method, pattern: new RegExp(`^${pattern}/?$`) });
  }

  methodsAt(path: string): readonly string[] {
    const methods = this.#routes.filter((route) => route.pattern.test(path)).map((route) => route.method);
    return [...new Set(methods)].sort();
  }
}

/** Pages of the web application are all its one file; everything else that is unknown is a problem. */
export function notFoundHandler(known: KnownAddresses, page: string | null) {
  return (request: FastifyRequest, reply: FastifyReply): unknown => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = known.methodsAt(path);
    if (path.startsWith('/api/') && methods.length > 0 && !methods.includes(request.method))
      throw notThisWay(request.method, methods);
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (page !== null && wantsPage && !path.startsWith('/api/')) return reply.sendFile(page);
    if (path === '/' && page === null) {
      throw problem(
        404,
        'no-screens',
        'This gateway serves no screens, only the API.',
        'The API is described at /api/docs; build the screens with "npm run build" to have them here.',
      );
    }
    throw notFound('address');
  };
}

function notThisWay(method: string, allowed: readonly string[]): Problem {
  return new Problem(
    405,
    {
      code: 'method-not-allowed',
      message: `${method} is not possible at this address.`,
      hint: `Use ${allowed.join(' or ')}; see /api/docs.`,
    },
    { allow: allowed.join(', ') },
  );
}
