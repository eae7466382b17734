import path from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../domain/base/result.ts';
import type { Message, MessageOf } from '../../domain/contracts/messages.ts';
import { responseTo } from '../runtime/calls.ts';
import type { ProcessHost, ThrowawayEnd } from './host.ts';
import type { ProcessPlan } from './process-watch.ts';

/** Only the host can start processes on every platform: on the desktop our processes cannot start each other. */
const runSchema = z.object({ argument: z.string(), deadlineMs: z.number().int().positive().max(3_600_000) });

interface Wish {
  /** How the names of the processes begin that may ask for it. */
  readonly asker: string;
  /** The file that is run, beside the asker's own: which one is never the asker's to say. */
  readonly program: string;
}
const WISHES: ReadonlyMap<string, Wish> = new Map([
  ['probe-provider', { asker: 'inference-', program: 'provider-probe' }],
  ['try-model', { asker: 'gateway', program: 'model-trial' }],
]);

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
  const wish = WISHES.get(method);
  const parsed = runSchema.safeParse(params);
  if (wish === undefined || !peer.startsWith(wish.asker) || file === undefined || !parsed.success)
    return fail('not-allowed', `the process ${peer} may not ask its host for "${method}"`, 'This is a bug: report it.');
  const { argument, deadlineMs } = parsed.data;
  const program = path.join(path.dirname(file), `${wish.program}${path.extname(file)}`);
  return ok(await host.runThrowaway({ file: program, args: [argument, String(deadlineMs)], deadlineMs, over }));
}
