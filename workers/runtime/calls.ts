import type { Failure, Result } from '../../domain/base/result.ts';
import { fail } from '../../domain/base/result.ts';
import type { Message, MessageOf } from '../../domain/contracts/messages.ts';

/** Questions and answers over a link: each request has a number, each answer names it. */
export interface Caller {
  call(method: string, params: unknown, timeoutMs?: number): Promise<Result<unknown>>;
  /** Hands in an answer; true when it was one of ours. */
  answer(message: Message): boolean;
  /** The link is gone: nothing that was asked will be answered. */
  lost(): void;
}

/** The part of a link that asking needs. */
interface Line {
  send(message: Message): unknown;
}

/** Asks over whatever link is open at the time. */
export function createCaller(who: string, link: () => Line | null): Caller {
  let next = 1;
  const waiting = new Map<number, { done(result: Result<unknown>): void; timer: NodeJS.Timeout }>();

  function settle(id: number, result: Result<unknown>): void {
    const entry = waiting.get(id);
    if (entry === undefined) return;
    waiting.delete(id);
    clearTimeout(entry.timer);
    entry.done(result);
  }

  return {
    call(method, params, timeoutMs = 10_000) {
      const open = link();
      if (open === null)
        return Promise.resolve(fail('unavailable', `the ${who} process is restarting`, 'Try again in a few seconds.'));
      const id = next++;
      return new Promise((resolve) => {
        const timer = setTimeout(
          () =>
            settle(
              id,
              fail(
                'timeout',
                `the ${who} process did not answer in time`,
                'Try again; look at the System page if it stays so.',
              ),
            ),
          timeoutMs,
        );
        waiting.set(id, { done: resolve, timer });
        open.send({ type: 'request', id, method, params });
      });
    },
    answer(message) {
      if (message.type !== 'response') return false;
      settle(
        message.id,
        message.ok ? { ok: true, value: message.value } : { ok: false, failure: message.failure ?? UNKNOWN },
      );
      return true;
    },
    lost() {
      for (const id of [...waiting.keys()])
        settle(
          id,
          fail('unavailable', `the ${who} process went away while it was asked`, 'Try again in a few seconds.'),
        );
    },
  };
}

const UNKNOWN: Failure = {
  code: 'unknown',
  message: 'the request failed without a reason',
  hint: 'Look at the log of the process.',
};

/** The answer to a request. */
export function responseTo(request: MessageOf<'request'>, result: Result<unknown>): Message {
  return result.ok
    ? { type: 'response', id: request.id, ok: true, value: result.value }
    : { type: 'response', id: request.id, ok: false, failure: result.failure };
}
