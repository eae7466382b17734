import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { fail, type Result } from '../../domain/base/result.ts';
import { retroCountSchema } from '../../domain/contracts/api.ts';
import { type RetroAnswer, retroCount } from '../analytics/index.ts';
import { openReader } from '../store/index.ts';

/** A thread that answers one question over stored paths, with a connection of its own, and ends. */
const taskSchema = z.object({ file: z.string(), question: retroCountSchema });

function answerTo({ file, question }: z.infer<typeof taskSchema>): Result<RetroAnswer> {
  const reader = openReader(file);
  if (!reader.ok) return reader;
  try {
    return retroCount(reader.value, question);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('paths-corrupt', `the stored paths cannot be read: ${reason}`, 'Check them: npm run site -- check.');
  } finally {
    reader.value.close();
  }
}

if (parentPort === null) throw new Error('counting again is a thread of the gateway and no program of its own');
parentPort.postMessage(answerTo(taskSchema.parse(workerData)));
