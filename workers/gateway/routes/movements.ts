import { z } from 'zod';
import { movementDrawingSchema } from '../../../domain/contracts/camera-config.ts';
import type { CameraConfig, MovementDrawing } from '../../../domain/contracts/camera-config.ts';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import {
  movementMatrixSchema,
  movementRetroResultSchema,
  movementRetroSchema,
  movementTrackSchema,
  movementVolumesSchema,
  movementsGeneratedSchema,
  proposalQuestionSchema,
  proposalsSchema,
} from '../../../domain/contracts/traffic-api.ts';
import { allPairs } from '../../../domain/traffic/movements/all-pairs.ts';
import type { Gate } from '../../../domain/traffic/movements/gates.ts';
import { nameMovements } from '../../../domain/traffic/movements/movement-names.ts';
import { signedIn } from '../auth/authenticate.ts';
import { notFound, problem, valueOf } from '../base/problem.ts';
import { matrixView } from '../traffic/both-units.ts';
import { cameraParams, emptySchema, existingCamera } from './context.ts';
import type { Api, GatewayContext } from './context.ts';
import { pcuOfSite } from './pcu.ts';
import { BINS, checkOrder, checkRange, momentSchema } from './ranges.ts';

const tags = ['Movements'];
const movementParams = z.object({ movementId: uuidSchema });
const rangeQuery = z.object({ from: momentSchema, to: momentSchema, sessionId: uuidSchema.optional() });
/** Sessions whose paths are looked at for proposals. */
const NEWEST = 5;

/** Ways through the picture: defined, generated, proposed, counted. */
export function movementRoutes(api: Api, context: GatewayContext): void {
  definitions(api, context);
  helpers(api, context);
  numbers(api, context);
  countAgain(api, context);
}

function definitions(api: Api, context: GatewayContext): void {
  const { command } = context.options;
  api.post(
    '/cameras/:id/movements',
    {
      schema: {
        ...{ tags, summary: 'Define a movement', params: cameraParams, body: movementDrawingSchema },
        response: { 201: z.object({ movementId: uuidSchema, versionId: uuidSchema }) },
      },
    },
    async (request, reply) => {
      const { id } = await existingCamera(context, request.params.id);
      const params = { actor: signedIn(request).user, cameraId: id, drawing: request.body };
      return reply.code(201).send(valueOf(await command('movement.create', params)));
    },
  );
  api.patch(
    '/movements/:movementId',
    {
      schema: {
        ...{ tags, summary: 'Change a movement', params: movementParams, body: movementDrawingSchema },
        description: 'What was counted between other gates is no part of its numbers any more.',
        response: { 200: z.object({ versionId: uuidSchema }) },
      },
    },
    async (request) => {
      const params = { actor: signedIn(request).user, ...request.params, drawing: request.body };
      return valueOf(await command('movement.update', params));
    },
  );
  api.delete(
    '/movements/:movementId',
    { schema: { tags, summary: 'Delete a movement', params: movementParams, response: { 200: emptySchema } } },
    async (request) => valueOf(await command('movement.delete', { actor: signedIn(request).user, ...request.params })),
  );
}

function helpers(api: Api, context: GatewayContext): void {
  const { command, reader, proposeMovements } = context.options;
  api.post(
    '/cameras/:id/movements/generate',
    {
      schema: {
        tags,
        summary: 'Define the movements of all pairs',
        description:
          'In over lines or out of zones, out over other lines or into other zones; pairs that are there stay.',
        params: cameraParams,
        body: z.object({
          turns: z.boolean().default(false).describe('Also back over the same line'),
          anyDirection: z.boolean().default(false).describe('Over lines in and out by both of their directions'),
        }),
        response: { 201: movementsGeneratedSchema },
      },
    },
    async (request, reply) => {
      const camera = await existingCamera(context, request.params.id);
      const drawings = pairsOf(camera, request.body);
      if (drawings.length === 0) {
        const hint = 'Draw a line or a zone for every way in and out.';
        throw problem(422, 'no-pairs', 'There is no pair that is not a movement already.', hint);
      }
      const params = { actor: signedIn(request).user, cameraId: camera.id, drawings };
      return reply.code(201).send(valueOf(await command('movement.create-many', params)));
    },
  );
  api.post(
    '/cameras/:id/movements/propose',
    {
      schema: {
        tags,
        summary: 'Ways that were driven again and again',
        description: 'Nothing is defined by this: what is wanted is defined with what it answers.',
        ...{ params: cameraParams, body: proposalQuestionSchema, response: { 200: proposalsSchema } },
      },
    },
    async (request) => {
      const { id, lines, zones, movements } = await existingCamera(context, request.params.id);
      const sessions = await reader.sessions(id);
      const { sessionId } = request.body;
      const wanted = sessionId === undefined ? sessions.slice(0, NEWEST) : sessions.filter(isSession(sessionId));
      if (sessionId !== undefined && wanted.length === 0) throw notFound('session');
      const sessionIds = wanted.map((session) => session.sessionId);
      return valueOf(
        await proposeMovements({ sessionIds, lines, zones: zones.filter(({ kind }) => kind === 'zone'), movements }),
      );
    },
  );
}

function isSession(sessionId: string): (session: { readonly sessionId: string }) => boolean {
  return (session) => session.sessionId === sessionId;
}

function pairsOf(
  { lines, zones, movements }: CameraConfig,
  wish: { readonly turns: boolean; readonly anyDirection: boolean },
): MovementDrawing[] {
  const areas = zones.filter(({ kind }) => kind === 'zone');
  const pairs = allPairs({ lines, zones: areas }, { ...wish, existing: movements });
  const nameOf = (gate: Gate): string => {
    if (gate.kind === 'zone') return areas.find(({ zoneId }) => zoneId === gate.zoneId)?.name ?? '';
    const line = lines.find(({ lineId }) => lineId === gate.lineId);
    if (line === undefined || !wish.anyDirection) return line?.name ?? '';
    return `${line.name} (${gate.direction === 'in' ? line.inName : line.outName})`;
  };
  return nameMovements(
    pairs,
    nameOf,
    movements.map(({ name }) => name),
  );
}

function numbers(api: Api, context: GatewayContext): void {
  const { reader } = context.options;
  api.get(
    '/cameras/:id/movements/matrix',
    {
      schema: {
        ...{ tags, summary: 'Turning movements and the origin-destination matrix of an interval' },
        description: 'By the moment at which each vehicle came in. Over whole minutes.',
        ...{ params: cameraParams, querystring: rangeQuery, response: { 200: movementMatrixSchema } },
      },
    },
    async (request) => {
      const { id } = await existingCamera(context, request.params.id);
      const { from, to, sessionId } = request.query;
      checkOrder(from, to);
      const range = { cameraId: id, fromUtcUs: from, toUtcUs: to, sessionId: sessionId ?? null };
      const counts = await reader.movementCounts(range);
      return matrixView(counts, await pcuOfSite(reader), await reader.classSupport(range));
    },
  );
  api.get(
    '/cameras/:id/movements/volumes',
    {
      schema: {
        ...{ tags, summary: 'Movements in bins of time, with how much of each was really watched' },
        ...{ params: cameraParams, querystring: rangeQuery.extend({ bin: z.enum(BINS).default('900') }) },
        response: { 200: movementVolumesSchema },
      },
    },
    async (request) => {
      const { id } = await existingCamera(context, request.params.id);
      const { from, to, bin, sessionId } = request.query;
      checkRange(from, to, Number(bin));
      const range = { fromUtcUs: from, toUtcUs: to, binSeconds: Number(bin) };
      return reader.movementVolumes({ cameraId: id, ...range, sessionId: sessionId ?? null });
    },
  );
  api.get(
    '/cameras/:id/movements/tracks',
    {
      schema: {
        ...{ tags, summary: 'The vehicles behind a number, newest first', params: cameraParams },
        querystring: rangeQuery.extend({
          movementId: uuidSchema.optional().describe('Absent: those that fit none'),
          class: z.string().max(40).optional(),
          before: z.string().max(40).optional().describe('Only rows older than the one with this cursor'),
          limit: z.coerce.number().int().min(1).max(1000).default(100),
        }),
        response: { 200: z.array(movementTrackSchema) },
      },
    },
    async (request) => {
      const { id } = await existingCamera(context, request.params.id);
      const { from, to, sessionId, movementId, before, limit, class: name } = request.query;
      const range = { cameraId: id, fromUtcUs: from, toUtcUs: to, sessionId: sessionId ?? null };
      const which = { movementId: movementId ?? null, class: name ?? null, before: before ?? null };
      return [...(await reader.movementTracks({ ...range, ...which, limit }))];
    },
  );
}

function countAgain(api: Api, context: GatewayContext): void {
  const { reader, retroMovements } = context.options;
  api.post(
    '/cameras/:id/movements/retro-count',
    {
      schema: {
        tags,
        summary: 'Count yesterday with movements, lines and zones of today',
        description: 'Long sessions come in several answers: go on with moreAfterTrack until it is null.',
        ...{ params: cameraParams, body: movementRetroSchema, response: { 200: movementRetroResultSchema } },
      },
    },
    async (request) => {
      const { id, lines, zones, movements } = await existingCamera(context, request.params.id);
      const { sessionId, afterTrack } = request.body;
      if (!(await reader.sessions(id)).some(isSession(sessionId))) throw notFound('session');
      const question = { lines, zones, sessionId, afterTrack, movements: request.body.movements ?? movements };
      return valueOf(await retroMovements(question));
    },
  );
}
