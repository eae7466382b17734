import type { MessageOf } from '../../../domain/contracts/messages.ts';
import type { Link } from '../../runtime/link.ts';

/**
 * The order of each sender's batches at the store. What was already on its way when the store could not take a batch is
 * not taken either: had the disk room again a moment later, facts would be stored before the opening of their session.
 */
export interface FactOrder {
  /** Whether a batch has its turn; after a refusal it is that of the sender's oldest. */
  mayTake(link: Link, message: Pick<MessageOf<'facts'>, 'oldest'>): boolean;
  couldNotTake(link: Link): void;
  gone(link: Link): void;
}

/** Nothing was refused yet. */
export function createFactOrder(): FactOrder {
  const heldUp = new Set<Link>();
  return {
    mayTake(link, { oldest }) {
      if (oldest) heldUp.delete(link);
      return !heldUp.has(link);
    },
    couldNotTake: (link) => void heldUp.add(link),
    gone: (link) => void heldUp.delete(link),
  };
}

/** For what comes out of its turn. */
export const OUT_OF_TURN = {
  code: 'busy',
  message: 'facts before these could not be stored yet',
  hint: 'They are sent again by themselves.',
} as const;
