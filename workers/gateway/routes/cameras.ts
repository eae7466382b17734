import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { cameraCreateSchema, cameraUpdateSchema, cameraViewSchema } from '../../../domain/contracts/api.ts';
import type { CameraChange, CameraConfig } from '../../../domain/contracts/camera-config.ts';
import type { Principal } from '../auth/access-tokens.ts';
import { signedIn } from '../auth/authenticate.ts';
import { problem, valueOf } from '../base/problem.ts';
import { toCameraView } from '../cameras/camera-view.ts';
import { checkSource } from '../cameras/check-source.ts';
import { hostsOf, storedSource } from '../cameras/source-urls.ts';
import { cameraParams, emptySchema, existingCamera } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const tags = ['Cameras'];

export function cameraRoutes(api: Api, context: GatewayContext): void {
  readRoutes(api, context);
  changeRoutes(api, context);
}

function readRoutes(api: Api, context: GatewayContext): void {
  const { reader } = context.options;

  api.get(
    '/cameras',
    { schema: { tags, summary: 'All cameras', response: { 200: z.array(cameraViewSchema) } } },
    async () => (await reader.cameras()).map(toCameraView),
  );
  api.get(
    '/cameras/:id',
    { schema: { tags, summary: 'One camera', params: cameraParams, response: { 200: cameraViewSchema } } },
    async (request) => toCameraView(await existingCamera(context, request.params.id)),
  );
}

function changeRoutes(api: Api, context: GatewayContext): void {
  const { command } = context.options;
  api.post(
    '/cameras',
    {
      schema: {
        tags,
        summary: 'Add a camera',
        description: 'User and password in a URL are taken out, stored as the credential and never shown again.',
        body: cameraCreateSchema,
        response: { 201: cameraViewSchema },
      },
    },
    async (request, reply) => {
      const who = signedIn(request);
      const { source, credential } = storedSource(request.body.source, null);
      await checkSource(source, who, context.options);
      const camera = { ...request.body, source, credential: request.body.credential ?? credential };
      valueOf(await command('camera.create', { actor: who.user, camera }));
      return reply.code(201).send(toCameraView(await existingCamera(context, camera.id)));
    },
  );
  api.patch(
    '/cameras/:id',
    {
      schema: {
        tags,
        summary: 'Change a camera',
        description:
          'What is absent stays as it is. When the address changes, the credential must be given again; null removes it.',
        params: cameraParams,
        body: cameraUpdateSchema,
        response: { 200: cameraViewSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      const who = signedIn(request);
      const change = await checkedChange(request.body, await existingCamera(context, id), who, context.options);
      valueOf(await command('camera.update', { actor: who.user, id, change }));
      return toCameraView(await existingCamera(context, id));
    },
  );
  api.delete(
    '/cameras/:id',
    { schema: { tags, summary: 'Delete a camera', params: cameraParams, response: { 200: emptySchema } } },
    async (request) => {
      await existingCamera(context, request.params.id);
      valueOf(await command('camera.delete', { actor: signedIn(request).user, id: request.params.id }));
      await context.forgetDeletedCameras();
      return {};
    },
  );
}

async function checkedChange(
  change: CameraChange,
  before: CameraConfig,
  who: Principal,
  host: Parameters<typeof checkSource>[2],
): Promise<CameraChange> {
  if (!change.source) return change;
  const { source, credential } = storedSource(change.source, before.source);
  // Forms send the whole camera: a source that did not change needs no right to be chosen.
  if (!isDeepStrictEqual(source, before.source)) await checkSource(source, who, host);
  const given = change.credential === undefined ? credential : (change.credential ?? credential);
  if (change.credential === undefined && given === null) {
    keepsToItsHosts(before, source);
    return { ...change, source };
  }
  return { ...change, source, credential: given };
}

/** Otherwise whoever may change an address could have the stored password sent to a machine of their own. */
function keepsToItsHosts(before: CameraConfig, source: CameraConfig['source']): void {
  const known = hostsOf(before.source);
  if (before.credential === null || [...hostsOf(source)].every((host) => known.has(host))) return;
  throw problem(
    409,
    'credential-needed',
    'The stored user and password belong to another address.',
    'Give user and password for the new address too, or remove the stored ones if it needs none.',
  );
}
