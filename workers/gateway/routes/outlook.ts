import { z } from 'zod';
import { cameraIdSchema, uuidSchema } from '../../../domain/contracts/ids.ts';
import {
  dayNameSchema,
  departureRowSchema,
  forecastSchema,
  normalDaySchema,
} from '../../../domain/contracts/outlook.ts';
import { valueOf } from '../base/problem.ts';
import { cameraParams, existingCamera } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const tags = ['Normal and forecast'];
const seriesQuery = z.object({
  lineId: uuidSchema.optional().describe('Absent: all lines of the camera'),
  direction: z.enum(['in', 'out', 'both']).default('both'),
});

/** What is normal for a weekday and an hour, what departs from it, and what will come. */
export function outlookRoutes(api: Api, context: GatewayContext): void {
  const { outlook, reader } = context.options;
  api.get(
    '/cameras/:id/normal',
    {
      schema: {
        tags,
        summary: 'A day against what is normal for it, quarter by quarter',
        description: 'Days are those of the camera. Normal is what was known before the day began.',
        params: cameraParams,
        querystring: seriesQuery.extend({ day: dayNameSchema.optional().describe('Absent: today') }),
        response: { 200: normalDaySchema },
      },
    },
    async (request) => {
      const { id } = await existingCamera(context, request.params.id);
      const { lineId, direction, day } = request.query;
      const series = { cameraId: id, lineId: lineId ?? null, direction };
      return normalDaySchema.parse(valueOf(await outlook({ kind: 'normal', ...series, day: day ?? null })));
    },
  );
  api.get(
    '/cameras/:id/forecast',
    {
      schema: {
        tags,
        summary: 'Volumes 15, 30 and 60 minutes ahead, with what such forecasts were worth',
        params: cameraParams,
        querystring: seriesQuery,
        response: { 200: forecastSchema },
      },
    },
    async (request) => {
      const { id } = await existingCamera(context, request.params.id);
      const { lineId, direction } = request.query;
      const series = { cameraId: id, lineId: lineId ?? null, direction };
      return forecastSchema.parse(valueOf(await outlook({ kind: 'forecast', ...series })));
    },
  );
  api.get(
    '/departures',
    {
      schema: {
        tags,
        summary: 'Departures from normal, newest first',
        description: 'As they were noticed; each also stands in GET /events when it begins and when it ends.',
        querystring: z.object({
          cameraId: cameraIdSchema.optional(),
          limit: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: { 200: z.array(departureRowSchema) },
      },
    },
    async ({ query }) => [...(await reader.departures({ cameraId: query.cameraId ?? null, limit: query.limit }))],
  );
}
