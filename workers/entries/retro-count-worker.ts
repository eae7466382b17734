import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { assertNever } from '../../domain/base/assert.ts';
import { fail, type Result } from '../../domain/base/result.ts';
import { retroCountSchema } from '../../domain/contracts/api.ts';
import {
  lineVersionSchema,
  movementDrawingSchema,
  movementVersionSchema,
  zoneVersionSchema,
} from '../../domain/contracts/camera-config.ts';
import type { Proposals } from '../../domain/contracts/traffic-api.ts';
import {
  type MovementRetroAnswer,
  proposeMovements,
  type RetroAnswer,
  retroCount,
  retroMovements,
} from '../analytics/index.ts';
import { openReader, type StoreReader } from '../store/index.ts';

/** A thread that answers questions over stored paths one after another, each with a connection of its own. */
const gates = z.object({ lines: z.array(lineVersionSchema), zones: z.array(zoneVersionSchema) });
const setupSchema = z.object({ file: z.string() });
const askSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('line'), question: retroCountSchema }),
  z.object({
    kind: z.literal('movements'),
    question: gates.extend({
      sessionId: z.uuid(),
      movements: z.array(movementDrawingSchema),
      afterTrack: z.number().int().nonnegative(),
    }),
  }),
  z.object({
    kind: z.literal('proposals'),
    question: gates.extend({ sessionIds: z.array(z.uuid()), movements: z.array(movementVersionSchema) }),
  }),
]);
type Ask = z.infer<typeof askSchema>;

function answerOf(reader: StoreReader, ask: Ask): Result<RetroAnswer | MovementRetroAnswer | Proposals> {
  switch (ask.kind) {
    case 'line':
      return retroCount(reader, ask.question);
    case 'movements':
      return retroMovements(reader, ask.question);
    case 'proposals':
      return proposeMovements(reader, ask.question);
    default:
      return assertNever(ask);
  }
}

function answerTo(file: string, ask: Ask): ReturnType<typeof answerOf> {
  const reader = openReader(file);
  if (!reader.ok) return reader;
  try {
    return answerOf(reader.value, ask);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('paths-corrupt', `the stored paths cannot be read: ${reason}`, 'Check them: npm run site -- check.');
  } finally {
    reader.value.close();
  }
}

const port = parentPort;
if (port === null) throw new Error('counting again is a thread of the gateway and no program of its own');
const { file } = setupSchema.parse(workerData);
port.on('message', (ask: unknown) => port.postMessage(answerTo(file, askSchema.parse(ask))));
