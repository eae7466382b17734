import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Failure } from '../../../domain/base/result.ts';
import { Problem } from '../base/problem.ts';
import type { GatewayLog } from '../base/ports.ts';
import { redactUrl } from './redact.ts';

const FIELDS_HINT = 'Correct it and send again; every field is described at /api/docs.';

/** What fastify itself refuses, in words for a person. */
const BY_CODE: Readonly<Record<string, readonly [number, Failure]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [
    413,
    { code: 'too-large', message: 'The request is larger than 1 MB.', hint: 'Send less at once.' },
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    415,
    {
      code: 'not-json',
      message: 'The body of a request must be JSON.',
      hint: 'Send it with the header "Content-Type: application/json".',
    },
  ],
  FST_ERR_CTP_INVALID_JSON_BODY: [
    400,
    { code: 'bad-json', message: 'The body of the request is no valid JSON.', hint: FIELDS_HINT },
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: [
    400,
    { code: 'bad-json', message: 'The body of the request is empty although it should be JSON.', hint: FIELDS_HINT },
  ],
};

/** Turns every error into {code, message, hint}; what nobody expected is logged and says nothing about the inside. */
export function errorHandler(log: GatewayLog) {
  return (error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): void => {
    if (error instanceof Problem) {
      void reply.code(error.status).headers(error.headers).send(error.body);
      return;
    }
    const known = refusal(error);
    if (known) {
      void reply.code(known[0]).send(known[1]);
      return;
    }
    log.error('a request failed unexpectedly', {
      route: `${request.method} ${redactUrl(request.url)}`,
      error: error.message,
      stack: error.stack ?? '',
    });
    void reply.code(500).send({
      code: 'internal',
      message: 'Something went wrong inside the program.',
      hint: 'Try again; if it happens again, the log of the gateway says what it was.',
    });
  };
}

function refusal(error: FastifyError): readonly [number, Failure] | null {
  if (hasZodFastifySchemaValidationErrors(error)) return [400, fieldFailure(error)];
  const known = BY_CODE[error.code];
  if (known) return known;
  if (error.statusCode === undefined || error.statusCode < 400 || error.statusCode > 499) return null;
  return [error.statusCode, { code: 'bad-request', message: 'The request cannot be read.', hint: FIELDS_HINT }];
}

const PART_NAMES: Readonly<Record<string, string>> = {
  body: 'the request',
  querystring: 'the address after "?"',
  params: 'the address',
};

function fieldFailure(error: {
  validation: readonly { instancePath: string; message?: string }[];
  validationContext?: string;
}): Failure {
  const where = PART_NAMES[error.validationContext ?? 'body'] ?? 'the request';
  const said = error.validation.slice(0, 5).map(({ instancePath, message }) => {
    const field = instancePath.replace(/^\//, '').replaceAll('/', '.');
    return field === ''
      ? `${where}: ${message ?? 'is not right'}`
      : `"${field}" in ${where}: ${message ?? 'is not right'}`;
  });
  return { code: 'bad-field', message: said.join('; '), hint: FIELDS_HINT };
}
