import { z } from 'zod';
import { jobCreateSchema, jobViewSchema } from '../../../domain/contracts/api.ts';
import { folderFileSchema } from '../../../domain/contracts/facts.ts';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import { signedIn } from '../auth/authenticate.ts';
import type { JobView } from '../base/ports.ts';
import { notFound, valueOf } from '../base/problem.ts';
import { checkPath } from '../cameras/check-source.ts';
import { emptySchema, existingCamera } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const tags = ['Replays'];

export function jobRoutes(api: Api, context: GatewayContext): void {
  const { reader, command } = context.options;
  api.get(
    '/jobs',
    { schema: { tags, summary: 'Replays of recordings', response: { 200: z.array(jobViewSchema) } } },
    async () => (await reader.jobs()).map((job) => withProgress(job, context)),
  );
  api.get(
    '/jobs/:id/files',
    {
      schema: {
        tags,
        summary: 'The files of a replayed folder, what became of each, and the session that holds its counts',
        params: z.object({ id: uuidSchema }),
        response: { 200: z.array(folderFileSchema) },
      },
    },
    async (request) => {
      const files = await reader.jobFiles(request.params.id);
      if (files === null) throw notFound('replay');
      return [...files];
    },
  );
  api.post(
    '/jobs',
    {
      schema: {
        tags,
        summary: 'Count a recording as if its camera had been live',
        body: jobCreateSchema,
        response: { 201: z.object({ jobId: uuidSchema }) },
      },
    },
    async (request, reply) => {
      await existingCamera(context, request.body.cameraId);
      await checkPath(request.body.path, context.options);
      const made = valueOf(await command('job.create', { actor: signedIn(request).user, ...request.body }));
      return reply.code(201).send(made);
    },
  );
  api.post(
    '/jobs/:id/cancel',
    {
      schema: { tags, summary: 'Stop a replay', params: z.object({ id: uuidSchema }), response: { 200: emptySchema } },
    },
    async (request) =>
      valueOf(await command('job.cancel', { actor: signedIn(request).user, jobId: request.params.id })),
  );
}

/** How far a running replay is, only its camera process knows. */
function withProgress(job: JobView, context: GatewayContext): JobView {
  if (job.progress !== null || job.sessionId === null) return job;
  const status = context.state.cameras().find((camera) => camera.sessionId === job.sessionId);
  return { ...job, progress: status?.progress ?? null };
}
