import { z } from 'zod';

const flatSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** The last line with text, if it is a flat JSON object: names and plain values, no lists and no nesting. */
export function flatLine(output: string): string | null {
  const last = output.trimEnd().split('\n').at(-1)?.trim() ?? '';
  try {
    return flatSchema.safeParse(JSON.parse(last)).success ? last : null;
  } catch {
    return null;
  }
}
