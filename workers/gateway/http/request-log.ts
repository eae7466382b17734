import type { FastifyInstance } from 'fastify';
import type { GatewayLog } from '../base/ports.ts';
import { redactUrl } from './redact.ts';

/** One line per request, without anything that would let a reader of the log in. Reading is common: only trouble and changes. */
export function logRequests(app: FastifyInstance, log: GatewayLog): void {
  app.addHook('onResponse', (request, reply, done) => {
    if (request.method !== 'GET' || reply.statusCode >= 400) {
      log.info('request', {
        method: request.method,
        url: redactUrl(request.url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        user: request.principal?.user ?? null,
      });
    }
    done();
  });
}
