import path from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../domain/base/result.ts';
import type { Message, MessageOf } from '../../domain/contracts/messages.ts';
import { responseTo } from '../runtime/calls.ts';
import type { ProcessHost, ThrowawayEnd } from './host.ts';
import type { ProcessPlan } from './managed-process.ts';

/** Only the host can start processes on every platform: on the desktop our processes cannot start each other. */
const probeSchema = z.object({ argument: z.string(), deadlineMs: z.number().int().positive().max(3_600_000) });

/** What processes may ask of their host. */
export async function answerRequest(
  options: { readonly host: ProcessHost; readonly plans: readonly ProcessPlan[] },
  peer: string,
  request: MessageOf<'request'>,
): Promise<Message> {
  return responseTo(request, await answer(options, peer, request));
}

async function answer(
  { host, plans }: { readonly host: ProcessHost; readonly plans: readonly ProcessPlan[] },
  peer: string,
  { method, params }: MessageOf<'request'>,
): Promise<Result<ThrowawayEnd>> {
  const file = plans.find(({ name }) => name === peer)?.file;
  const parsed = probeSchema.safeParse(params);
  // Which file is run is never the asker's to say.
  if (method !== 'probe-provider' || !peer.startsWith('inference-') || file === undefined || !parsed.success)
    return fail('not-allowed', `the process ${peer} may not ask its host for "${method}"`, 'This is a bug: report it.');
  const probe = path.join(path.dirname(file), `provider-probe${path.extname(file)}`);
  return ok(await host.runThrowaway(probe, parsed.data.argument, parsed.data.deadlineMs));
}
