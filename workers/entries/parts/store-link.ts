import { fail, type Result } from '../../../domain/base/result.ts';
import type { Message } from '../../../domain/contracts/messages.ts';
import {
  storeCommands,
  type StoreMethod,
  type StoreParams,
  type StoreResult,
} from '../../../domain/contracts/store-commands.ts';
import { createCaller } from '../../runtime/calls.ts';
import type { Link } from '../../runtime/link.ts';
import type { ProcessContext } from '../../runtime/run-process.ts';

/** A link to the store process with its commands typed. */
export interface StoreLink {
  readonly link: Link | null;
  command<M extends StoreMethod>(method: M, params: StoreParams<M>): Promise<Result<StoreResult<M>>>;
  stop(): void;
}

/**
 * Dials the store; what it sends by itself goes to `onMessage`. `onOpen` runs at every (re)connect, once the store has said
 * which history its database tells: nothing is asked of it before.
 */
export function dialStore(
  context: Pick<ProcessContext, 'dial' | 'log'>,
  handlers: { onOpen?(link: Link, generation: string): void; onMessage?(message: Message): void; onClose?(): void },
): StoreLink {
  let open: Link | null = null;
  const caller = createCaller('store', () => open);
  const dialer = context.dial('store', {
    onMessage(link, message) {
      if (message.type === 'store-open') {
        open = link;
        handlers.onOpen?.(link, message.generation);
      } else if (!caller.answer(message)) handlers.onMessage?.(message);
    },
    onClose() {
      open = null;
      caller.lost();
      handlers.onClose?.();
    },
    onMalformed: (link, reason) => context.log('warn', 'a message was malformed', { from: link.peer, reason }),
  });
  return {
    get link() {
      return open;
    },
    async command(method, params) {
      const answer = await caller.call(method, params);
      if (!answer.ok) return answer;
      return readAnswer(method, answer.value);
    },
    stop: () => dialer.stop(),
  };
}

function readAnswer<M extends StoreMethod>(method: M, value: unknown): Result<StoreResult<M>> {
  const schema: { safeParse(input: unknown): { success: true; data: unknown } | { success: false } } =
    storeCommands[method].result;
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    return fail('bad-answer', `the store answered ${method} in an unknown form`, 'Update all parts.');
  return { ok: true, value: parsed.data as StoreResult<M> };
}
