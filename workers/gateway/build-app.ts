import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import fastify from 'fastify';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { problemSchema } from '../../domain/contracts/api.ts';
import { authenticate } from './auth/authenticate.ts';
import { rightOf } from './auth/rights.ts';
import { describeApi, serveDocs } from './http/api-docs.ts';
import { errorHandler } from './http/error-handler.ts';
import { KnownAddresses, notFoundHandler } from './http/not-found.ts';
import { checkHost, checkOrigin, corsHeaders, ownOrigins } from './http/origin-guard.ts';
import { logRequests } from './http/request-log.ts';
import { securityHeaders } from './http/security-headers.ts';
import { approachRoutes } from './routes/approaches.ts';
import { cameraRoutes } from './routes/cameras.ts';
import type { Api, GatewayContext } from './routes/context.ts';
import { calibrationRoutes } from './routes/calibrations.ts';
import { changeRoutes } from './routes/changes.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { drawingRoutes } from './routes/drawings.ts';
import { exportRoutes } from './routes/exports.ts';
import { incidentRoutes } from './routes/incidents.ts';
import { journeyRoutes } from './routes/journeys.ts';
import { jobRoutes } from './routes/jobs.ts';
import { modelImportRoutes } from './routes/model-imports.ts';
import { movementRoutes } from './routes/movements.ts';
import { numberRoutes } from './routes/numbers.ts';
import { peakHourRoutes } from './routes/peak-hours.ts';
import { pcuRoutes } from './routes/pcu.ts';
import { outlookRoutes } from './routes/outlook.ts';
import { pictureRoutes } from './routes/pictures.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { siteMapRoutes } from './routes/site-map.ts';
import { systemRoutes } from './routes/system.ts';
import { userRoutes } from './routes/users.ts';
import { zoneRoutes } from './routes/zones.ts';

export const API_PREFIX = '/api/v1';
const ROUTES = [
  signInRoutes,
  cameraRoutes,
  calibrationRoutes,
  approachRoutes,
  journeyRoutes,
  drawingRoutes,
  movementRoutes,
  numberRoutes,
  peakHourRoutes,
  pcuRoutes,
  exportRoutes,
  zoneRoutes,
  correctionRoutes,
  incidentRoutes,
  changeRoutes,
  outlookRoutes,
  siteMapRoutes,
  jobRoutes,
  modelImportRoutes,
  systemRoutes,
  userRoutes,
  pictureRoutes,
];

/** The web server with everything mounted, not listening yet. */
export async function buildApp(context: GatewayContext): Promise<FastifyInstance> {
  const { options } = context;
  const app = fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    trustProxy: false,
  });
  const known = new KnownAddresses();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(errorHandler(options.log));
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('principal', null);
  guardEveryRequest(app, context);
  logRequests(app, options.log);
  app.addHook('onRoute', (route) => noteRoute(route, known));
  await app.register(rateLimit, { global: false });
  await describeApi(app, options.version);
  await app.register((api) => mountRoutes(api.withTypeProvider<ZodTypeProvider>(), context), { prefix: API_PREFIX });
  await serveDocs(app);
  if (options.staticDir !== null) await app.register(fastifyStatic, { root: options.staticDir, wildcard: true });
  app.setNotFoundHandler(notFoundHandler(known, options.staticDir === null ? null : 'index.html'));
  return app;
}

/** Who asks from where; before anything else, and for every address. */
function guardEveryRequest(app: FastifyInstance, context: GatewayContext): void {
  app.addHook('onRequest', async (request, reply) => {
    const port = context.port();
    reply.headers(securityHeaders(port));
    checkHost(request.headers.host, port);
    const { origin } = request.headers;
    if (origin === undefined) return;
    checkOrigin(origin, [...ownOrigins(port), ...context.options.otherOrigins]);
    if (!context.options.otherOrigins.includes(origin)) return;
    reply.headers(corsHeaders(origin));
    if (request.method === 'OPTIONS') await reply.code(204).send();
  });
}

async function mountRoutes(api: Api, context: GatewayContext): Promise<void> {
  api.addHook('onRequest', async (request) => {
    const url = request.routeOptions.url ?? '';
    authenticate(request, context.tokens, `${request.method} ${url.slice(API_PREFIX.length)}`);
  });
  for (const mount of ROUTES) mount(api, context);
}

/** Every route of the API has its row in the table of rights and says in its description what it needs and how it fails. */
function noteRoute(route: RouteOptions, known: KnownAddresses): void {
  const methods = [route.method].flat();
  if (route.url.startsWith('/api/')) for (const method of methods) known.add(method, route.url);
  if (!route.url.startsWith(`${API_PREFIX}/`)) return;
  for (const method of methods) {
    const name = `${method} ${route.url.slice(API_PREFIX.length)}`;
    const right = rightOf(name);
    if (right === null) throw new Error(`${name} has no entry in the table of rights`);
    const failures = { '4xx': problemSchema, '5xx': problemSchema };
    const given = route.schema?.response;
    route.schema = {
      ...route.schema,
      response: { ...(typeof given === 'object' ? given : {}), ...failures },
      ...(right === 'open' ? {} : { security: [{ accessToken: [] }] }),
    };
  }
}
