import { z } from 'zod';
import { zoneHistorySchema, zonesNowViewSchema } from '../../../domain/contracts/density.ts';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import { problem } from '../base/problem.ts';
import { cameraParams, existingCamera } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const tags = ['Zones'];
const momentSchema = z.coerce.number().int().nonnegative();
const historyQuery = z.object({
  from: momentSchema,
  to: momentSchema,
  zoneId: uuidSchema.optional(),
  sessionId: uuidSchema.optional().describe('Of a replay; absent: what was seen live'),
});

/** How full the zones of a camera are, now and before. */
export function zoneRoutes(api: Api, context: GatewayContext): void {
  const { reader } = context.options;
  api.get(
    '/cameras/:id/density',
    {
      schema: {
        tags,
        summary: 'Density, state and level of service of the zones now, and the density grid of the picture',
        description:
          'Null while no session is open: nobody watches then. The live socket tells the same with its status.',
        params: cameraParams,
        response: { 200: zonesNowViewSchema },
      },
    },
    async (request) => {
      const { id } = await existingCamera(context, request.params.id);
      const live = context.state.cameras().find(({ cameraId, jobId }) => cameraId === id && jobId === null);
      return { density: live?.density ?? null };
    },
  );
  api.get(
    '/cameras/:id/zone-history',
    {
      schema: {
        tags,
        summary: 'States of zones and their minutes in a stretch of time',
        description:
          'A minute that has no row was not watched. Means are over the watched time. Long stretches come in several answers: go on with moreFromUtcUs as from until it is null.',
        params: cameraParams,
        querystring: historyQuery,
        response: { 200: zoneHistorySchema },
      },
    },
    async (request) => {
      const { id } = await existingCamera(context, request.params.id);
      const { from, to, zoneId, sessionId } = request.query;
      if (to <= from)
        throw problem(400, 'bad-range', '"to" must be later than "from".', 'Exchange the two, or widen the range.');
      const where = { cameraId: id, zoneId: zoneId ?? null, sessionId: sessionId ?? null };
      return reader.zoneHistory({ ...where, fromUtcUs: from, toUtcUs: to });
    },
  );
}
