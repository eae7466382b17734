import { z } from 'zod';
import { problem } from '../base/problem.ts';

const MOST_BINS = 5000;

/** Moments in an address are whole microseconds since 1970. */
export const momentSchema = z.coerce.number().int().nonnegative();

/** Lengths of bins, in seconds. */
export const BINS = ['60', '300', '900', '3600', '86400'] as const;

export function checkOrder(from: number, to: number): void {
  if (to <= from)
    throw problem(400, 'bad-range', '"to" must be later than "from".', 'Exchange the two, or widen the range.');
}

export function checkRange(from: number, to: number, binSeconds: number): void {
  checkOrder(from, to);
  if ((to - from) / (binSeconds * 1_000_000) <= MOST_BINS) return;
  throw problem(
    400,
    'range-too-long',
    `That would be more than ${MOST_BINS} bins.`,
    'Ask for longer bins or a shorter range.',
  );
}
