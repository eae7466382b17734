import { z } from 'zod';
import { accessSchema } from '../../domain/contracts/api.ts';
import type { Access } from '../api/index.ts';

/**
 * A second window of a person who is signed in already should not ask for the password again, and access is kept in memory
 * only. So the windows of one browser and one site ask each other; nobody else can listen on such a channel.
 */
const CHANNEL = 'tcc.access';

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('asks') }),
  z.object({ type: z.literal('lends'), access: accessSchema }),
]);

/** Lets other windows in while this one is in. */
export function lendAccess(current: () => Access | null): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = messageSchema.safeParse(data);
    const access = current();
    if (message.success && message.data.type === 'asks' && access !== null)
      channel.postMessage({ type: 'lends', access });
  };
  return () => channel.close();
}

/** Asks the other windows; null when none of them answers. */
export function borrowAccess(waitMs: number): Promise<Access | null> {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise((resolve) => {
    const end = (access: Access | null) => {
      clearTimeout(timer);
      channel.close();
      resolve(access);
    };
    const timer = setTimeout(() => end(null), waitMs);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = messageSchema.safeParse(data);
      if (message.success && message.data.type === 'lends') end(message.data.access);
    };
    channel.postMessage({ type: 'asks' });
  });
}
