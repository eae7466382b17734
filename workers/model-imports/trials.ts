import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok } from '../../domain/base/result.ts';
import type { Result } from '../../domain/base/result.ts';
import { TRIAL_ANSWER, TRIAL_QUESTION, trialAnswers, trialEndSchema } from '../../domain/contracts/model-trial.ts';
import type { TrialAnswers, TrialKind, TrialQuestion } from '../../domain/contracts/model-trial.ts';
import { writeWhole } from './import-folder.ts';

/** Runs the throw-away program on a folder; answered when it has ended, whichever way. */
export type RunTrial = (folder: string, deadlineMs: number) => Promise<Result<TrialEnd>>;
export interface TrialEnd {
  readonly code: number | null;
  readonly signal: string | null;
}

/** Asks about one model after another: two at once would measure each other, and need the memory of both. */
export interface Trials {
  ask<K extends TrialKind>(folder: string, question: TrialQuestion<K>): Promise<Result<TrialAnswers[K]>>;
}

/** Large models need their time to be opened on a small machine that watches cameras meanwhile. */
const DEADLINE_MS: Readonly<Record<TrialKind, number>> = {
  inspect: 90_000,
  open: 90_000,
  look: 120_000,
  measure: 120_000,
};

export function createTrials(run: RunTrial, deadlines: Readonly<Record<TrialKind, number>> = DEADLINE_MS): Trials {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    ask(folder, question) {
      const next = turn.then(() => runOne(run, folder, question, deadlines[question.kind]));
      turn = next.catch(() => undefined);
      return next;
    },
  };
}

async function runOne<K extends TrialKind>(
  run: RunTrial,
  folder: string,
  question: TrialQuestion<K>,
  deadlineMs: number,
): Promise<Result<TrialAnswers[K]>> {
  const answer = path.join(folder, TRIAL_ANSWER);
  await rm(answer, { force: true });
  await writeWhole(path.join(folder, TRIAL_QUESTION), JSON.stringify(question));
  const begun = performance.now();
  const ended = await run(folder, deadlineMs);
  if (!ended.ok) return ended;
  const text = await readFile(answer, 'utf8').catch(() => null);
  if (text === null) return noAnswer(ended.value, performance.now() - begun >= deadlineMs, deadlineMs);
  const end = trialEndSchema.parse(JSON.parse(text));
  if (!end.ok) return end;
  const kind: K = question.kind;
  return ok(trialAnswers[kind].parse(end.value));
}

function noAnswer({ code, signal }: TrialEnd, late: boolean, deadlineMs: number): Result<never> {
  if (late) {
    const hint = 'Use a smaller model or a smaller input; while the machine is busy, try again later.';
    return fail('import-too-slow', `the model did not answer within ${Math.round(deadlineMs / 1000)} s`, hint);
  }
  const how = signal === null ? `with code ${code ?? 'unknown'}` : `by ${signal}`;
  return fail(
    'import-crashed',
    `the process that tried the model ended ${how} before it answered`,
    'Most often memory ran out: use a smaller model or a smaller input.',
  );
}
