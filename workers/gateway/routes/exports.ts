import { z } from 'zod';
import type { FastifyReply } from 'fastify';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import { matrixView } from '../traffic/both-units.ts';
import { matrixCsv, volumesCsv } from '../traffic/export-rows.ts';
import { cameraParams, existingCamera } from './context.ts';
import type { Api, GatewayContext } from './context.ts';
import { pcuOfSite } from './pcu.ts';
import { BINS, checkOrder, checkRange, momentSchema } from './ranges.ts';

const tags = ['Numbers'];
const csvSchema = z.string().describe('Comma-separated, RFC 4180, UTF-8');
const rangeQuery = z.object({ from: momentSchema, to: momentSchema, sessionId: uuidSchema.optional() });

/** The same numbers as tables for other programs, in vehicles and in passenger car units. */
export function exportRoutes(api: Api, context: GatewayContext): void {
  const { reader } = context.options;
  api.get(
    '/cameras/:id/volumes.csv',
    {
      schema: {
        ...{ tags, summary: 'Volumes as a table', params: cameraParams, produces: ['text/csv'] },
        querystring: rangeQuery.extend({ bin: z.enum(BINS).default('900') }),
        response: { 200: csvSchema },
      },
    },
    async (request, reply) => {
      const camera = await existingCamera(context, request.params.id);
      const { from, to, bin, sessionId } = request.query;
      checkRange(from, to, Number(bin));
      const range = { fromUtcUs: from, toUtcUs: to, binSeconds: Number(bin) };
      const volumes = await reader.volumes({ cameraId: camera.id, ...range, sessionId: sessionId ?? null });
      asFile(reply, `${camera.id}-volumes.csv`);
      return volumesCsv(camera, volumes, await pcuOfSite(reader));
    },
  );
  api.get(
    '/cameras/:id/movements/matrix.csv',
    {
      schema: {
        ...{ tags, summary: 'Movements as a table', params: cameraParams, produces: ['text/csv'] },
        ...{ querystring: rangeQuery, response: { 200: csvSchema } },
      },
    },
    async (request, reply) => {
      const camera = await existingCamera(context, request.params.id);
      const { from, to, sessionId } = request.query;
      checkOrder(from, to);
      const range = { cameraId: camera.id, fromUtcUs: from, toUtcUs: to, sessionId: sessionId ?? null };
      const choice = await pcuOfSite(reader);
      asFile(reply, `${camera.id}-movements.csv`);
      const support = await reader.classSupport(range);
      return matrixCsv(camera, matrixView(await reader.movementCounts(range), choice, support), choice);
    },
  );
}

function asFile(reply: FastifyReply, name: string): void {
  reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}"`);
}
