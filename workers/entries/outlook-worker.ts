import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { fail, type Result } from '../../domain/base/result.ts';
import { outlookQuestionSchema } from '../../domain/contracts/outlook.ts';
import { answerOutlook, type OutlookAnswer } from '../outlook/index.ts';
import { openReader } from '../store/index.ts';

/** A thread that answers one question about normal volumes or coming ones, with a connection of its own, and ends. */
const taskSchema = z.object({ file: z.string(), question: outlookQuestionSchema, nowUtcUs: z.number() });

function answerTo({ file, question, nowUtcUs }: z.infer<typeof taskSchema>): Result<OutlookAnswer> {
  const reader = openReader(file);
  if (!reader.ok) return reader;
  try {
    return answerOutlook(reader.value, question, nowUtcUs);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(
      'history-corrupt',
      `the stored volumes cannot be read: ${reason}`,
      'Check them: npm run site -- check.',
    );
  } finally {
    reader.value.close();
  }
}

if (parentPort === null) throw new Error('the outlook is a thread of the gateway and no program of its own');
parentPort.postMessage(answerTo(taskSchema.parse(workerData)));
