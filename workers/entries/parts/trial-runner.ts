import { z } from 'zod';
import { ok, type Result } from '../../../domain/base/result.ts';
import type { TrialEnd } from '../../model-imports/index.ts';

export type AskHost = (method: string, params: unknown, timeoutMs?: number) => Promise<Result<unknown>>;

const endSchema = z.object({ code: z.number().nullable(), signal: z.string().nullable() });
const GRACE_MS = 10_000;

/** Has models tried in throw-away processes. The host starts them: on the desktop processes cannot start each other. */
export function trialRunner(ask: AskHost) {
  return async (folder: string, deadlineMs: number): Promise<Result<TrialEnd>> => {
    const ended = await ask('try-model', { argument: folder, deadlineMs }, deadlineMs + GRACE_MS);
    return ended.ok ? ok(endSchema.parse(ended.value)) : ended;
  };
}
