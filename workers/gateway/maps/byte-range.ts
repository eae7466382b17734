/** A stretch of a file, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** More at once than any tile or directory of a map needs. */
export const LONGEST_RANGE = 16 * 1024 * 1024;

/** Reads `bytes=START-END`, cut at the end of the file; null for what cannot be given: other forms, and what lies behind the end. */
export function byteRange(header: string | undefined, size: number): ByteRange | null {
  const found = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(header ?? '');
  if (found === null) return null;
  const [start, wanted] = [Number(found[1]), Number(found[2])];
  const end = Math.min(wanted, size - 1);
  return start <= end && end - start < LONGEST_RANGE ? { start, end } : null;
}
