import { z } from 'zod';
import { cameraChangeViewSchema, runViewSchema } from '../../../domain/contracts/changes.ts';
import { notFound, problem } from '../base/problem.ts';
import { cameraParams, existingCamera } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const momentSchema = z.coerce.number().int().nonnegative();

/** What numbers were made with, and when that changed. */
export function changeRoutes(api: Api, context: GatewayContext): void {
  const { reader } = context.options;
  api.get(
    '/cameras/:id/changes',
    {
      schema: {
        tags: ['Numbers'],
        summary: 'What changed about a camera and may show in its numbers',
        description:
          'Versions of lines, zones and calibrations, settings, and the model, program or device that counts; in the ' +
          'order of time, the newest 500.',
        params: cameraParams,
        querystring: z.object({ from: momentSchema, to: momentSchema }),
        response: { 200: z.array(cameraChangeViewSchema) },
      },
    },
    async (request) => {
      const { id } = await existingCamera(context, request.params.id);
      const { from, to } = request.query;
      if (to <= from)
        throw problem(400, 'bad-range', '"to" must be later than "from".', 'Exchange the two, or widen the range.');
      return [...(await reader.changes({ cameraId: id, fromUtcUs: from, toUtcUs: to }))];
    },
  );
  api.get(
    '/runs/:runId',
    {
      schema: {
        tags: ['Numbers'],
        summary: 'The model, program and settings behind a number',
        params: z.object({ runId: z.string().min(1).max(200) }),
        response: { 200: runViewSchema },
      },
    },
    async (request) => {
      const run = await reader.run(request.params.runId);
      if (!run) throw notFound('run');
      return run;
    },
  );
}
