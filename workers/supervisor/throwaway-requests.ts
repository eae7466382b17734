import path from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../domain/base/result.ts';
import type { Message, MessageOf } from '../../domain/contracts/messages.ts';
import { responseTo } from '../runtime/calls.ts';
import type { ProcessHost, ThrowawayEnd } from './host.ts';
import type { ProcessPlan } from './process-watch.ts';

/** Only the host can start processes on every platform: on the desktop our processes cannot start each other. */
const probeSchema = z.object({ argument: z.string(), deadlineMs: z.number().int().positive().max(3_600_000) });

/** Answers what processes ask of their host. Nothing that was started for a process outlives it, or the site. */
export interface RequestDesk {
  answer(peer: string, request: MessageOf<'request'>): Promise<Message>;
  /** This process is gone. */
  gone(peer: string): void;
  /** The site ends. */
  close(): void;
}

interface DeskParts {
  readonly host: ProcessHost;
  readonly plans: readonly ProcessPlan[];
}

/** Opens the desk. */
export function createRequestDesk(parts: DeskParts): RequestDesk {
  const lives = new Map<string, AbortController>();
  let closed = false;
  const lifeOf = (peer: string): AbortSignal => {
    const life = lives.get(peer) ?? new AbortController();
    lives.set(peer, life);
    return life.signal;
  };
  const gone = (peer: string): void => {
    lives.get(peer)?.abort();
    lives.delete(peer);
  };
  return {
    async answer(peer, request) {
      return responseTo(request, closed ? ENDING : await runTrial(parts, peer, request, lifeOf(peer)));
    },
    gone,
    close() {
      closed = true;
      for (const peer of [...lives.keys()]) gone(peer);
    },
  };
}

const ENDING: Result<never> = {
  ok: false,
  failure: { code: 'stopped', message: 'the site is ending', hint: 'Start it again.' },
};

async function runTrial(
  { host, plans }: DeskParts,
  peer: string,
  { method, params }: MessageOf<'request'>,
  over: AbortSignal,
): Promise<Result<ThrowawayEnd>> {
  const file = plans.find(({ name }) => name === peer)?.file;
  const parsed = probeSchema.safeParse(params);
  // Which file is run is never the asker's to say.
  if (method !== 'probe-provider' || !peer.startsWith('inference-') || file === undefined || !parsed.success)
    return fail('not-allowed', `the process ${peer} may not ask its host for "${method}"`, 'This is a bug: report it.');
  const { argument, deadlineMs } = parsed.data;
  const probe = path.join(path.dirname(file), `provider-probe${path.extname(file)}`);
  return ok(await host.runThrowaway({ file: probe, args: [argument, String(deadlineMs)], deadlineMs, over }));
}
