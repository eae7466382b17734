import path from 'node:path';
import { z } from 'zod';
import { ok } from '../../domain/base/result.ts';
import type { Message, MessageOf } from '../../domain/contracts/messages.ts';
import {
  createInferenceEngine,
  createModelCatalogue,
  type InferenceEngine,
  type InferenceResult,
  type ModelCatalogue,
  readModelFolders,
} from '../inference/index.ts';
import { createCaller, responseTo } from '../runtime/calls.ts';
import type { Link } from '../runtime/link.ts';
import { type ProcessContext, runProcess } from '../runtime/run-process.ts';
import { neededSetting, numberSetting } from '../runtime/setting.ts';
import { launchModels, startOrder } from './parts/model-choice.ts';
import { DATABASE_FILE } from './parts/settings.ts';
import { storedChoice } from './parts/stored-choice.ts';

/** The inference process: pictures of all cameras come in, what was seen on them goes back. */
const STATUS_EVERY_MS = 1000;
const LOOK_EVERY_MS = 5000;
const FLOATS_PER_DETECTION = 6;
/** Beside us, built as we are. */
const LANE_PROGRAM = path.join(
  import.meta.dirname,
  '..',
  'inference',
  `lane-worker${path.extname(import.meta.filename)}`,
);

/** Float32 × 6 per detection, as the contract says. */
function packDetections({ detections }: InferenceResult): Uint8Array {
  const packed = new Float32Array(detections.count * FLOATS_PER_DETECTION);
  for (let at = 0; at < detections.count; at += 1) {
    packed.set(detections.boxes.subarray(at * 4, at * 4 + 4), at * FLOATS_PER_DETECTION);
    packed[at * FLOATS_PER_DETECTION + 4] = detections.scores[at] ?? 0;
    packed[at * FLOATS_PER_DETECTION + 5] = detections.classes[at] ?? 0;
  }
  return new Uint8Array(packed.buffer);
}

async function infer(
  engine: InferenceEngine,
  link: Link,
  message: MessageOf<'infer'>,
  body: Uint8Array,
): Promise<void> {
  const { seq, cameraId, frameId, width, height, format, modelId, lossless } = message;
  const result = await engine.infer({ cameraId, frameId, width, height, format, modelId, lossless, pixels: body });
  if (!result.ok) {
    link.send({ type: 'infer-failed', seq, cameraId, frameId, failure: result.failure });
    return;
  }
  const { modelSha256, provider, waitMs, inferMs, batch, detections } = result.value;
  link.send(
    {
      type: 'detections',
      seq,
      cameraId,
      frameId,
      count: detections.count,
      modelId: result.value.modelId,
      modelSha256,
      provider,
      waitMs,
      inferMs,
      batch,
    },
    packDetections(result.value),
  );
}

/** A site that lost its model goes on with another one: which one looked at a frame stands in every session. */
async function loadFirst(context: ProcessContext, engine: InferenceEngine, order: readonly string[]): Promise<void> {
  for (const modelId of order) {
    const loaded = await engine.setDefault(modelId);
    if (loaded.ok) return;
    const { message, hint } = loaded.failure;
    context.log('error', 'a model could not be loaded', { model: modelId, reason: message, hint });
  }
}

function modelsMessage(engine: InferenceEngine, catalogue: ModelCatalogue): Message {
  return { type: 'models', defaultModelId: engine.defaultModelId(), models: catalogue.beside(engine.status()) };
}

const probeEndSchema = z.object({ code: z.number().nullable(), signal: z.string().nullable(), stdout: z.string() });
const PROBE_GRACE_MS = 10_000;

/** Tries a model in a throw-away process. The host starts it: on the desktop processes cannot start each other. */
function probeThroughHost(context: ProcessContext) {
  const caller = createCaller('host', () => ({ send: context.tell }));
  context.onTold((message) => void caller.answer(message));
  return async (argument: string, deadlineMs: number): Promise<z.infer<typeof probeEndSchema>> => {
    const ended = await caller.call('probe-provider', { argument, deadlineMs }, deadlineMs + PROBE_GRACE_MS);
    if (ended.ok) return probeEndSchema.parse(ended.value);
    context.log('warn', 'a device could not be tried', { reason: ended.failure.message });
    return { code: null, signal: ended.failure.message, stdout: '' };
  };
}

runProcess(async (context) => {
  const dataFolder = neededSetting(context.settings, 'dataFolder');
  const roots = [path.join(dataFolder, 'models'), neededSetting(context.settings, 'modelsFolder')];
  const catalogue = createModelCatalogue(roots);
  await catalogue.look();
  const engine = await createInferenceEngine({
    readModel: readModelFolders(roots),
    defaultModelId: null,
    threads: numberSetting(context.settings, 'threads', 2),
    spawnProbe: probeThroughHost(context),
    laneProgram: LANE_PROGRAM,
    busy: context.busy,
  });
  const chosen = storedChoice(path.join(dataFolder, DATABASE_FILE), context.log);
  await loadFirst(context, engine, startOrder(chosen, launchModels(context.settings), catalogue.ids));
  const server = await context.serve({
    onOpen: (link) => void link.send(modelsMessage(engine, catalogue)),
    onMessage(link, message, body) {
      if (message.type === 'infer') void infer(engine, link, message, body);
      else if (message.type === 'request' && message.method === 'set-default-model')
        void engine.setDefault(String(message.params)).then((result) => link.send(responseTo(message, result)));
      else if (message.type === 'request' && message.method === 'look-for-models')
        void catalogue.look().then(() => {
          link.send(modelsMessage(engine, catalogue));
          link.send(responseTo(message, ok(null)));
        });
    },
    onMalformed: (link, reason) => context.log('warn', 'a message was malformed', { from: link.peer, reason }),
  });
  const tellModels = (): void => {
    for (const link of server.links) link.send(modelsMessage(engine, catalogue));
  };
  const unwatch = engine.onStatus(tellModels);
  const timer = setInterval(tellModels, STATUS_EVERY_MS);
  const looking = setInterval(() => void catalogue.look(), LOOK_EVERY_MS);
  return ok(async () => {
    clearInterval(timer);
    clearInterval(looking);
    unwatch();
    await server.stop();
    await engine.close();
  });
});
