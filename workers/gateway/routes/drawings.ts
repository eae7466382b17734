import { z } from 'zod';
import { lineDrawingSchema, zoneDrawingSchema } from '../../../domain/contracts/camera-config.ts';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import { signedIn } from '../auth/authenticate.ts';
import { valueOf } from '../base/problem.ts';
import { cameraParams, emptySchema, existingCamera } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const lineParams = z.object({ lineId: uuidSchema });
const zoneParams = z.object({ zoneId: uuidSchema });
const lineMadeSchema = z.object({ lineId: uuidSchema, versionId: uuidSchema });
const zoneMadeSchema = z.object({ zoneId: uuidSchema, versionId: uuidSchema });
const versionSchema = z.object({ versionId: uuidSchema });

/** Lines and zones. Changing one makes a new version of it; what was counted keeps the version it was counted with. */
export function drawingRoutes(api: Api, context: GatewayContext): void {
  lineRoutes(api, context);
  zoneRoutes(api, context);
}

function lineRoutes(api: Api, context: GatewayContext): void {
  const { command } = context.options;
  const tags = ['Lines'];
  api.post(
    '/cameras/:id/lines',
    {
      schema: {
        tags,
        summary: 'Draw a line',
        params: cameraParams,
        body: lineDrawingSchema,
        response: { 201: lineMadeSchema },
      },
    },
    async (request, reply) => {
      await existingCamera(context, request.params.id);
      const params = { actor: signedIn(request).user, cameraId: request.params.id, drawing: request.body };
      return reply.code(201).send(valueOf(await command('line.create', params)));
    },
  );
  api.patch(
    '/lines/:lineId',
    {
      schema: {
        tags,
        summary: 'Redraw a line',
        params: lineParams,
        body: lineDrawingSchema,
        response: { 200: versionSchema },
      },
    },
    async (request) => {
      const params = { actor: signedIn(request).user, lineId: request.params.lineId, drawing: request.body };
      return valueOf(await command('line.update', params));
    },
  );
  api.delete(
    '/lines/:lineId',
    { schema: { tags, summary: 'Delete a line', params: lineParams, response: { 200: emptySchema } } },
    async (request) =>
      valueOf(await command('line.delete', { actor: signedIn(request).user, lineId: request.params.lineId })),
  );
}

function zoneRoutes(api: Api, context: GatewayContext): void {
  const { command } = context.options;
  const tags = ['Zones'];
  api.post(
    '/cameras/:id/zones',
    {
      schema: {
        tags,
        summary: 'Draw a zone',
        params: cameraParams,
        body: zoneDrawingSchema,
        response: { 201: zoneMadeSchema },
      },
    },
    async (request, reply) => {
      await existingCamera(context, request.params.id);
      const params = { actor: signedIn(request).user, cameraId: request.params.id, drawing: request.body };
      return reply.code(201).send(valueOf(await command('zone.create', params)));
    },
  );
  api.patch(
    '/zones/:zoneId',
    {
      schema: {
        tags,
        summary: 'Redraw a zone',
        params: zoneParams,
        body: zoneDrawingSchema,
        response: { 200: versionSchema },
      },
    },
    async (request) => {
      const params = { actor: signedIn(request).user, zoneId: request.params.zoneId, drawing: request.body };
      return valueOf(await command('zone.update', params));
    },
  );
  api.delete(
    '/zones/:zoneId',
    { schema: { tags, summary: 'Delete a zone', params: zoneParams, response: { 200: emptySchema } } },
    async (request) =>
      valueOf(await command('zone.delete', { actor: signedIn(request).user, zoneId: request.params.zoneId })),
  );
}
