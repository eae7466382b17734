import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail } from '../../../domain/base/result.ts';
import type { Result } from '../../../domain/base/result.ts';
import { TRIAL_ANSWER, TRIAL_QUESTION, trialRequestSchema } from '../../../domain/contracts/model-trial.ts';
import type { TrialRequest } from '../../../domain/contracts/model-trial.ts';
import { firstLine } from '../session.ts';
import { lookBeside, measureBeside, openOnce } from './compare.ts';
import { inspectModel } from './inspect.ts';

/** The whole life of a throw-away process that tries a model: its folder holds the question, and the answer goes there. */
export async function runModelTrial(folder: string): Promise<void> {
  const answer = await answerIn(folder).catch((error: unknown) =>
    fail('import-run', `the model cannot be tried: ${firstLine(error)}`, 'Export it again.'),
  );
  const file = path.join(folder, TRIAL_ANSWER);
  await writeFile(`${file}.part`, JSON.stringify(answer), { mode: 0o600 });
  await rename(`${file}.part`, file);
}

async function answerIn(folder: string): Promise<Result<unknown>> {
  const text = await readFile(path.join(folder, TRIAL_QUESTION), 'utf8');
  const question = trialRequestSchema.parse(JSON.parse(text));
  return answerTo(question);
}

function answerTo(question: TrialRequest): Promise<Result<unknown>> {
  switch (question.kind) {
    case 'inspect':
      return inspectFile(question);
    case 'open':
      return openOnce(question);
    case 'look':
      return lookBeside(question);
    case 'measure':
      return measureBeside(question);
  }
}

async function inspectFile({ file, size, threads }: Extract<TrialRequest, { kind: 'inspect' }>) {
  const bytes = await readFile(file.path);
  if (createHash('sha256').update(bytes).digest('hex') !== file.sha256)
    return fail('import-changed', 'the file is not as it was when it came', 'Bring it again.');
  return inspectModel(bytes, size, threads);
}
