import { z } from 'zod';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import {
  importSettingsSchema,
  inputSizeSchema,
  lookAnswerSchema,
  measureAnswerSchema,
  modelImportSchema,
  modelImportsSchema,
  trialPictureSchema,
} from '../../../domain/contracts/model-import.ts';
import { modelIdSchema } from '../../../domain/contracts/model-manifest.ts';
import { signedIn } from '../auth/authenticate.ts';
import { problem, valueOf } from '../base/problem.ts';
import { audit, emptySchema } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const tags = ['Models'];
const importParams = z.object({ importId: uuidSchema });
const fileQuery = z.object({
  name: z.string().min(1).max(200).describe('The name of the file, to be shown to people'),
});
const settingsBody = z.object({ settings: importSettingsSchema });
const BINARY = 'application/octet-stream';

/** Models that people bring: the file, what was recognised, trying it, and making it one of the site's. */
export function modelImportRoutes(api: Api, context: GatewayContext): void {
  void api.register(async (scope) => {
    // Handed on piece by piece: whoever takes it counts.
    scope.addContentTypeParser(BINARY, (_request, payload, done) => done(null, payload));
    fileRoutes(scope, context);
  });
  tryRoutes(api, context);
  endRoutes(api, context);
}

function fileRoutes(api: Pick<Api, 'post' | 'put' | 'withTypeProvider'>, context: GatewayContext): void {
  const { modelImports } = context.options;
  api.post(
    '/model-imports',
    {
      schema: {
        tags,
        summary: 'Bring a model',
        description: `The body is the ONNX file itself (${BINARY}). It is opened in a process of its own, so this may take a minute.`,
        consumes: [BINARY],
        querystring: fileQuery,
        response: { 201: modelImportSchema },
      },
    },
    async (request, reply) => {
      const { user } = signedIn(request);
      const { name } = fileQuery.parse(request.query);
      const length = Number(request.headers['content-length']);
      const bytes = Number.isFinite(length) ? length : null;
      const received = await modelImports.receive({ fileName: name, user, bytes, body: bodyOf(request.body) });
      // What still comes is of no use to anyone.
      if (!received.ok) reply.header('connection', 'close');
      const brought = valueOf(received);
      await audit(context, user, 'model.bring', `${brought.fileName} ${brought.sha256.slice(0, 12)}`);
      return reply.code(201).send(brought);
    },
  );
  api.put(
    '/model-imports/:importId/picture',
    {
      schema: {
        tags,
        summary: 'The picture to try a model on',
        description: `The body is width × height pixels of three bytes: blue, green, red, row by row (${BINARY}).`,
        consumes: [BINARY],
        params: importParams,
        querystring: trialPictureSchema,
        response: { 200: emptySchema },
      },
    },
    async (request) => {
      const { importId } = importParams.parse(request.params);
      const size = trialPictureSchema.parse(request.query);
      valueOf(await modelImports.setPicture(importId, { ...size, body: bodyOf(request.body) }));
      return {};
    },
  );
}

function tryRoutes(api: Api, { options: { modelImports } }: GatewayContext): void {
  api.get(
    '/model-imports',
    {
      schema: { tags, summary: 'Models that wait to be finished', response: { 200: modelImportsSchema } },
    },
    () => modelImports.list(),
  );
  api.post(
    '/model-imports/:importId/check',
    {
      schema: {
        tags,
        summary: 'Try a model of open size at this size',
        params: importParams,
        body: inputSizeSchema,
        response: { 200: modelImportSchema },
      },
    },
    async ({ params, body }) => valueOf(await modelImports.check(params.importId, body)),
  );
  api.post(
    '/model-imports/:importId/look',
    {
      schema: {
        tags,
        summary: 'What the model sees on its picture, and what the current one sees',
        params: importParams,
        body: settingsBody,
        response: { 200: lookAnswerSchema },
      },
    },
    async ({ params, body }) => valueOf(await modelImports.look(params.importId, body.settings)),
  );
  api.post(
    '/model-imports/:importId/measure',
    {
      schema: {
        tags,
        summary: 'How long the model needs for a picture here, beside the current one',
        params: importParams,
        body: settingsBody,
        response: { 200: measureAnswerSchema },
      },
    },
    async ({ params, body }) => valueOf(await modelImports.measure(params.importId, body.settings)),
  );
}

function endRoutes(api: Api, context: GatewayContext): void {
  const { modelImports } = context.options;
  api.post(
    '/model-imports/:importId/save',
    {
      schema: {
        tags,
        summary: 'Make it a model of the site',
        params: importParams,
        body: settingsBody,
        response: { 201: z.object({ modelId: modelIdSchema }) },
      },
    },
    async (request, reply) => {
      const saved = valueOf(await modelImports.save(request.params.importId, request.body.settings));
      await audit(context, signedIn(request).user, 'model.import', saved.modelId);
      return reply.code(201).send(saved);
    },
  );
  api.delete(
    '/model-imports/:importId',
    { schema: { tags, summary: 'Throw an import away', params: importParams, response: { 200: emptySchema } } },
    async (request) => {
      valueOf(await modelImports.discard(request.params.importId));
      await audit(context, signedIn(request).user, 'model.discard', request.params.importId);
      return {};
    },
  );
  api.delete(
    '/models/:modelId',
    {
      schema: {
        tags,
        summary: 'Delete a model that was brought in and that nobody uses',
        params: z.object({ modelId: modelIdSchema }),
        response: { 200: emptySchema },
      },
    },
    async (request) => {
      const { modelId } = request.params;
      await refuseUsed(context, modelId);
      valueOf(await modelImports.remove(modelId));
      await audit(context, signedIn(request).user, 'model.delete', modelId);
      return {};
    },
  );
}

/** A model that cameras look with, or are to look with, stays. */
async function refuseUsed({ options, state }: GatewayContext, modelId: string): Promise<void> {
  const { defaultModelId, models } = state.models();
  const status = models.find((model) => model.modelId === modelId);
  const loaded = status !== undefined && (status.wanted || status.state === 'ready' || status.state === 'loading');
  const asked = (await options.reader.cameras()).some(({ analysis }) => analysis.modelId === modelId);
  if (defaultModelId !== modelId && !loaded && !asked) return;
  throw problem(
    409,
    'model-in-use',
    `The model "${modelId}" is in use.`,
    'Let the cameras use another model first; then it can be deleted within a minute.',
  );
}

function bodyOf(body: unknown): AsyncIterable<Uint8Array> {
  if (isStream(body)) return body;
  throw problem(415, 'not-binary', 'The body must be the file itself.', `Send it with "Content-Type: ${BINARY}".`);
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
