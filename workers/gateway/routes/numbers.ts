import { z } from 'zod';
import {
  crossingRowSchema,
  gapSchema,
  retroCountResultSchema,
  retroCountSchema,
  sessionViewSchema,
  trackDetailSchema,
} from '../../../domain/contracts/api.ts';
import { countsViewSchema, volumesViewSchema } from '../../../domain/contracts/traffic-api.ts';
import { cameraIdSchema, uuidSchema } from '../../../domain/contracts/ids.ts';
import { notFound, valueOf } from '../base/problem.ts';
import { countsWithPcu, volumesView } from '../traffic/both-units.ts';
import { cameraParams, existingCamera } from './context.ts';
import { sectionsOf } from './sections.ts';
import type { Api, GatewayContext } from './context.ts';
import { pcuOfSite } from './pcu.ts';
import { BINS, checkOrder, checkRange, momentSchema } from './ranges.ts';

const tags = ['Numbers'];
const countsQuery = z.object({
  from: momentSchema.default(0),
  to: momentSchema.optional().describe('Absent: until now'),
  sessionId: uuidSchema.optional(),
});
const volumesQuery = z.object({
  from: momentSchema,
  to: momentSchema,
  bin: z.enum(BINS).default('900').describe('Seconds'),
  sessionId: uuidSchema.optional(),
});
const crossingsQuery = z.object({
  cameraId: cameraIdSchema.optional(),
  sessionId: uuidSchema.optional(),
  lineId: uuidSchema.optional(),
  from: momentSchema.optional(),
  to: momentSchema.optional(),
  cursor: z.coerce.number().int().nonnegative().optional().describe('The cursor of the last row of the page before'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export function numberRoutes(api: Api, context: GatewayContext): void {
  totals(api, context);
  gaps(api, context);
  evidence(api, context);
  countAgain(api, context);
}

function totals(api: Api, context: GatewayContext): void {
  const { reader } = context.options;
  api.get(
    '/cameras/:id/counts',
    {
      schema: {
        tags,
        summary: 'Counts since a moment, by line, direction and class',
        params: cameraParams,
        querystring: countsQuery,
        response: { 200: countsViewSchema },
      },
    },
    async (request) => {
      const { id } = await existingCamera(context, request.params.id);
      const { from, to, sessionId } = request.query;
      if (to !== undefined) checkOrder(from, to);
      const until = to === undefined ? {} : { toUtcUs: to };
      const counts = await reader.counts({ cameraId: id, fromUtcUs: from, ...until, sessionId: sessionId ?? null });
      return countsWithPcu(counts, await pcuOfSite(reader));
    },
  );
  api.get(
    '/cameras/:id/volumes',
    {
      schema: {
        tags,
        summary: 'Volumes in bins of time, with how much of each was really watched',
        params: cameraParams,
        querystring: volumesQuery,
        response: { 200: volumesViewSchema },
      },
    },
    async (request) => {
      const { id } = await existingCamera(context, request.params.id);
      const { from, to, bin, sessionId } = request.query;
      checkRange(from, to, Number(bin));
      const range = { cameraId: id, fromUtcUs: from, toUtcUs: to, sessionId: sessionId ?? null };
      const volumes = await reader.volumes({ ...range, binSeconds: Number(bin) });
      return volumesView(volumes, await pcuOfSite(reader), await reader.classSupport(range));
    },
  );
}

function gaps(api: Api, context: GatewayContext): void {
  const { reader } = context.options;
  api.get(
    '/cameras/:id/gaps',
    {
      schema: {
        tags,
        summary: 'What was not watched, and why',
        description: 'At most 1000, by their beginning: for more, ask again from the beginning of the last one.',
        params: cameraParams,
        querystring: z.object({ from: momentSchema, to: momentSchema }),
        response: { 200: z.array(gapSchema) },
      },
    },
    async (request) => {
      const { id } = await existingCamera(context, request.params.id);
      const { from, to } = request.query;
      checkOrder(from, to);
      const holes = await reader.holes({ cameraId: id, fromUtcUs: from, toUtcUs: to });
      return holes.map(({ fromUtcUs, toUtcUs, cause }) => ({ fromUtcUs, toUtcUs, cause }));
    },
  );
}

function evidence(api: Api, context: GatewayContext): void {
  const { reader, decodePath } = context.options;
  api.get(
    '/crossings',
    {
      schema: {
        tags,
        summary: 'Single crossings',
        querystring: crossingsQuery,
        response: { 200: z.array(crossingRowSchema) },
      },
    },
    async (request) => {
      const { cameraId, sessionId, lineId, from, to, cursor, limit } = request.query;
      const where = { cameraId: cameraId ?? null, sessionId: sessionId ?? null, lineId: lineId ?? null };
      const when = { fromUtcUs: from ?? null, toUtcUs: to ?? null, cursor: cursor ?? null };
      return [...(await reader.crossings({ ...where, ...when, limit }))];
    },
  );
  api.get(
    '/sessions',
    {
      schema: {
        tags,
        summary: 'Sessions: unbroken stretches of one source',
        querystring: z.object({ cameraId: cameraIdSchema.optional() }),
        response: { 200: z.array(sessionViewSchema) },
      },
    },
    async (request) => [...(await reader.sessions(request.query.cameraId ?? null))],
  );
  api.get(
    '/tracks/:sessionId/:track',
    {
      schema: {
        tags,
        summary: 'The vehicle behind a crossing, with its path',
        params: z.object({ sessionId: uuidSchema, track: z.coerce.number().int().positive() }),
        response: { 200: trackDetailSchema },
      },
    },
    async (request) => {
      const row = await reader.track(request.params.sessionId, request.params.track);
      if (!row) throw notFound('track');
      const sections = await sectionsOf(row.detail.crossings, (versionId) => reader.calibration(versionId));
      const visits = [...(await reader.trackVisits(request.params.sessionId, request.params.track))];
      return { ...row.detail, path: [...valueOf(decodePath(row.chunks))], sections, visits };
    },
  );
}

function countAgain(api: Api, context: GatewayContext): void {
  const { retroCount } = context.options;
  api.post(
    '/retro-count',
    {
      schema: {
        tags,
        summary: 'Count yesterday with a line drawn today',
        description: 'Long sessions come in several answers: go on with moreAfterTrack until it is null.',
        body: retroCountSchema,
        response: { 200: retroCountResultSchema },
      },
    },
    async (request) => ({ ...valueOf(await retroCount(request.body)), corrected: false as const }),
  );
}
