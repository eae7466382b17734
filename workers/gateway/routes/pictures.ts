import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { streamKeyCreateSchema, streamKeyCreatedSchema, streamKeyViewSchema } from '../../../domain/contracts/api.ts';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import { signedIn } from '../auth/authenticate.ts';
import { problem, valueOf } from '../base/problem.ts';
import { hashSecret, newSecret } from '../base/secrets.ts';
import { securityHeaders } from '../http/security-headers.ts';
import { tooMany } from '../live/live-upgrade.ts';
import { MjpegViewer } from '../live/mjpeg-viewer.ts';
import { nextPicture } from '../live/next-picture.ts';
import { cameraParams, emptySchema, existingCamera } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const tags = ['Pictures'];
const keyQuery = z.object({
  key: z.string().min(16).max(256).optional().describe('A stream key of this camera, for players that cannot sign in'),
});
const KEY_REVOKED = { code: 'key-revoked', message: 'The stream key was revoked.', hint: 'Ask for a new one.' };

interface Viewing {
  readonly cameraId: string;
  readonly user: string;
  readonly credential: string;
}

export function pictureRoutes(api: Api, context: GatewayContext): void {
  api.get(
    '/cameras/:id/snapshot.jpg',
    {
      schema: {
        tags,
        summary: 'The next picture',
        params: cameraParams,
        querystring: keyQuery,
        response: { 200: jpegResponse() },
      },
    },
    async (request, reply) => {
      const viewing = await viewingOf(context, request, request.params.id, request.query.key);
      await sendSnapshot(context, viewing, reply);
      return reply;
    },
  );
  api.get(
    '/cameras/:id/stream.mjpeg',
    {
      schema: {
        tags,
        summary: 'Motion JPEG for VLC and browsers',
        description:
          'Endless multipart/x-mixed-replace. A player that is too slow gets fewer pictures, never old ones.',
        params: cameraParams,
        querystring: keyQuery,
        response: { 200: { content: { 'multipart/x-mixed-replace': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const viewing = await viewingOf(context, request, request.params.id, request.query.key);
      startStream(context, viewing, reply);
      return reply;
    },
  );
  keyRoutes(api, context);
}

function keyRoutes(api: Api, context: GatewayContext): void {
  const { reader, command } = context.options;
  api.get(
    '/cameras/:id/stream-keys',
    {
      schema: {
        tags,
        summary: 'Stream keys of a camera',
        params: cameraParams,
        response: { 200: z.array(streamKeyViewSchema) },
      },
    },
    async (request) => [...(await reader.streamKeys((await existingCamera(context, request.params.id)).id))],
  );
  api.post(
    '/cameras/:id/stream-keys',
    {
      schema: {
        tags,
        summary: 'Make a stream key',
        description: 'Shown once: only its hash is stored. It opens the pictures of this camera and nothing else.',
        params: cameraParams,
        body: streamKeyCreateSchema,
        response: { 201: streamKeyCreatedSchema },
      },
    },
    async (request, reply) => {
      const cameraId = (await existingCamera(context, request.params.id)).id;
      const key = newSecret();
      const params = { actor: signedIn(request).user, cameraId, label: request.body.label, keyHash: hashSecret(key) };
      const { keyId } = valueOf(await command('stream-key.create', params));
      const url = `${context.baseUrl()}/api/v1/cameras/${cameraId}/stream.mjpeg?key=${key}`;
      return reply.code(201).send({ keyId, key, url });
    },
  );
  api.delete(
    '/stream-keys/:keyId',
    {
      schema: {
        tags,
        summary: 'Revoke a stream key',
        params: z.object({ keyId: uuidSchema }),
        response: { 200: emptySchema },
      },
    },
    async (request) => {
      const { keyId } = request.params;
      valueOf(await command('stream-key.revoke', { actor: signedIn(request).user, keyId }));
      context.hub.closeCredential(`key:${keyId}`, KEY_REVOKED);
      return {};
    },
  );
}

/** Who looks: the signed-in user, or the holder of a stream key of exactly this camera. */
async function viewingOf(
  context: GatewayContext,
  request: FastifyRequest,
  cameraId: string,
  key: string | undefined,
): Promise<Viewing> {
  if (request.principal || key === undefined) {
    const who = signedIn(request);
    await existingCamera(context, cameraId);
    return { cameraId, user: who.user, credential: `token:${who.tokenId}` };
  }
  const known = await context.options.reader.streamKeyByHash(hashSecret(key));
  if (!known || known.cameraId !== cameraId) {
    throw problem(
      401,
      'bad-key',
      'The stream key is not valid for this camera.',
      'It may have been revoked; make a new one.',
    );
  }
  await existingCamera(context, cameraId);
  return { cameraId, user: `stream key ${known.label || known.keyId}`, credential: `key:${known.keyId}` };
}

async function sendSnapshot(context: GatewayContext, viewing: Viewing, reply: FastifyReply): Promise<void> {
  if (context.hub.size >= context.limits.viewers) throw tooMany();
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const picture = await nextPicture(context.hub, viewing, context.limits.snapshotMs, gone.signal);
  if (!picture) {
    throw problem(
      504,
      'no-picture',
      'The camera gave no picture in time.',
      'See its state on the screen of cameras, then try again.',
    );
  }
  const { jpeg, head } = picture;
  void reply
    .headers({ 'cache-control': 'no-store', 'x-frame-id': String(head.frameId), 'x-frame-utc-us': String(head.utcUs) })
    .type('image/jpeg')
    .send(Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength));
}

function startStream(context: GatewayContext, viewing: Viewing, reply: FastifyReply): void {
  if (context.hub.size >= context.limits.viewers) throw tooMany();
  const { stalledViewerMs } = context.limits;
  const bounds = { stalledMs: stalledViewerMs, nowUtcUs: () => context.options.clock.nowUtcUs() };
  const headers = {
    ...securityHeaders(context.port()),
    // The key is the right to look: a page that has it may show the picture.
    'cross-origin-resource-policy': viewing.credential.startsWith('key:') ? 'cross-origin' : 'same-origin',
  };
  reply.hijack();
  new MjpegViewer(reply.raw, context.hub, viewing, bounds).start(headers);
}

function jpegResponse() {
  return { content: { 'image/jpeg': { schema: z.string() } } };
}
