import { z } from 'zod';
import { auditRowSchema, siteEventSchema, systemSchema } from '../../../domain/contracts/api.ts';
import { modelsSchema } from '../../../domain/contracts/messages.ts';
import { signedIn } from '../auth/authenticate.ts';
import type { SystemView } from '../base/ports.ts';
import { valueOf } from '../base/problem.ts';
import { audit, emptySchema } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const auditQuery = z.object({
  before: z.coerce.number().int().nonnegative().optional().describe('Only rows with a smaller id'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const eventsQuery = z.object({
  before: z
    .string()
    .regex(/^\d{1,16}-[cp]\d{1,16}$/, 'use the cursor of a row as it came')
    .optional()
    .describe('Only rows older than the one with this cursor'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export function systemRoutes(api: Api, context: GatewayContext): void {
  modelRoutes(api, context);
  processRoutes(api, context);
  historyRoutes(api, context);
}

function modelRoutes(api: Api, context: GatewayContext): void {
  api.get(
    '/models',
    { schema: { tags: ['Models'], summary: 'Detectors', response: { 200: modelsSchema.omit({ type: true }) } } },
    () => context.state.models(),
  );
  api.put(
    '/models/default',
    {
      schema: {
        tags: ['Models'],
        summary: 'Choose the detector of all cameras that name none',
        description:
          'Answered as soon as the choice is kept. The model takes over when it is loaded and warm, which may take minutes; ' +
          'until then, and if it cannot be loaded, the one before serves. GET /models tells what becomes of it.',
        body: z.object({ modelId: z.string().min(1).max(80) }),
        response: { 202: emptySchema },
      },
    },
    async (request, reply) => {
      const { modelId } = request.body;
      valueOf(await context.options.setDefaultModel(modelId));
      await audit(context, signedIn(request).user, 'model.set-default', modelId);
      return reply.code(202).send({});
    },
  );
}

function processRoutes(api: Api, context: GatewayContext): void {
  api.get(
    '/system',
    { schema: { tags: ['System'], summary: 'Health of everything', response: { 200: systemSchema } } },
    () => systemView(context),
  );
  api.post(
    '/system/processes/:name/start',
    {
      schema: {
        tags: ['System'],
        summary: 'Start a process again that was given up',
        params: z.object({ name: z.string().min(1).max(80) }),
        response: { 202: emptySchema },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      valueOf(await context.options.startProcess(name));
      await audit(context, signedIn(request).user, 'process.start', name);
      return reply.code(202).send({});
    },
  );
}

function historyRoutes(api: Api, { options: { reader } }: GatewayContext): void {
  api.get(
    '/events',
    {
      schema: {
        tags: ['System'],
        summary: 'What happened to processes and cameras, newest first',
        querystring: eventsQuery,
        response: { 200: z.array(siteEventSchema) },
      },
    },
    async ({ query }) => [...(await reader.events({ before: query.before ?? null, limit: query.limit }))],
  );
  api.get(
    '/audit',
    {
      schema: {
        tags: ['System'],
        summary: 'Who changed what, newest first',
        querystring: auditQuery,
        response: { 200: z.array(auditRowSchema) },
      },
    },
    async (request) => [
      ...(await reader.audit({ beforeId: request.query.before ?? null, limit: request.query.limit })),
    ],
  );
}

async function systemView(context: GatewayContext): Promise<SystemView> {
  const { options, state, hub } = context;
  const facts = await options.system();
  return {
    ...facts,
    version: options.version,
    host: options.hostKind,
    ffmpeg: state.ffmpeg(),
    alarms: state.alarms(),
    processes: state.processes(),
    ...state.models(),
    cameras: state.cameras(),
    clients: hub.clients(),
  };
}
