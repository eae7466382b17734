import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

export const DOCS_PATH = '/api/docs';

const ABOUT = `Everything a screen or another program can ask of this site, on this machine only.

Sign in with \`POST /api/v1/sign-in\` and send the access token as \`Authorization: Bearer …\`. Every error is
\`{code, message, hint}\`. Moments are whole microseconds since 1970, UTC.

Live data comes over one WebSocket, \`/api/v1/live\`: first send \`{"type":"hello","token":"…"}\`, then
\`{"type":"watch","cameras":["…"]}\`. Text messages carry states, crossings and changes; binary ones a picture: the length
of a JSON head (32 bits, little-endian), the head, the JPEG. A client that is too slow loses pictures and is told how many.`;

/** Must be registered before the routes it describes. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Traffic Command Center', version, description: ABOUT },
      servers: [{ url: '/' }],
      components: { securitySchemes: { accessToken: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  });
}

/** The pages that show the description; all their files come from here. */
export async function serveDocs(app: FastifyInstance): Promise<void> {
  await app.register(swaggerUi, {
    routePrefix: DOCS_PATH,
    uiConfig: { docExpansion: 'list', validatorUrl: null },
    theme: { title: 'Traffic Command Center API' },
  });
}
