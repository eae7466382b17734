import { z } from 'zod';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import {
  incidentActionSchema,
  incidentDetailSchema,
  incidentFilterSchema,
  incidentRowSchema,
  incidentSummarySchema,
} from '../../../domain/contracts/incidents.ts';
import { signedIn } from '../auth/authenticate.ts';
import { notFound, valueOf } from '../base/problem.ts';
import { emptySchema } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const tags = ['Incidents'];
const params = z.object({ incidentId: uuidSchema });

/** What went wrong on the road, with its evidence, and what people did about it. */
export function incidentRoutes(api: Api, context: GatewayContext): void {
  const { command, reader } = context.options;
  api.get(
    '/incidents',
    {
      schema: {
        tags,
        summary: 'Incidents, newest first',
        description: 'The live socket says `changed: incidents` whenever one opened, closed or was acted on.',
        querystring: incidentFilterSchema,
        response: { 200: z.array(incidentRowSchema) },
      },
    },
    async (request) => [...(await reader.incidents(request.query))],
  );
  api.get(
    '/incidents/summary',
    { schema: { tags, summary: 'How many somebody has to see to', response: { 200: incidentSummarySchema } } },
    () => reader.incidentSummary(),
  );
  api.get(
    '/incidents/:incidentId',
    {
      schema: {
        tags,
        summary: 'One incident with its evidence and what was done about it',
        description: 'The paths behind it are those of its tracks: GET /tracks/{sessionId}/{track}.',
        params,
        response: { 200: incidentDetailSchema },
      },
    },
    async (request) => {
      const found = await reader.incident(request.params.incidentId);
      if (found === null) throw notFound('incident');
      return found;
    },
  );
  api.post(
    '/incidents/:incidentId/actions',
    {
      schema: {
        tags,
        summary: 'Acknowledge, verify, respond to, resolve, dismiss, assign or comment an incident',
        description: 'Kept with who and when. A dismissal, an assignment and a note need words.',
        params,
        body: incidentActionSchema,
        response: { 200: emptySchema },
      },
    },
    async (request) => {
      const { incidentId } = request.params;
      return valueOf(await command('incident.act', { actor: signedIn(request).user, incidentId, ...request.body }));
    },
  );
}
