const MASK = (1n << 64n) - 1n;
/** The seed of ffmpeg's MurmurHash3. */
const SEED = 0x725acc55daddca55n;
/** The flags that ffmpeg gives to times from sender reports; the four bytes behind them are not set. */
const FROM_REPORTS = 24n;
const LENGTH = 16n;

// MurmurHash3 multiplies by odd numbers: each step is undone by the inverse number modulo 2^64.
const UNMIX_1 = inverse(0xff51afd7ed558ccdn);
const UNMIX_2 = inverse(0xc4ceb9fe1a85ec53n);
const UNKEY_1 = inverse(0x87c37b91114253d5n);
const UNKEY_2 = inverse(0x4cf5ad432745937fn);
const UNFIVE = inverse(5n);

/**
 * Reads the time that ffmpeg's RTP demuxer attaches to a packet once the camera has sent a report of its clock: the
 * microsecond since 1970 at which its picture was taken. ffmpeg's list of packets gives such data as a hash only; but a
 * MurmurHash3 of exactly 16 bytes is one to one, so that it can be undone. Null for whatever is no such time.
 */
export function readProducerTime(hash: string): number | null {
  if (!/^[0-9a-f]{32}$/.test(hash)) return null;
  const bytes = Buffer.from(hash, 'hex');
  const [wallclock, flags] = unhash(bytes.readBigUInt64LE(0), bytes.readBigUInt64LE(8));
  if ((flags & 0xffff_ffffn) !== FROM_REPORTS) return null;
  const utcUs = Number(BigInt.asIntN(64, wallclock));
  return Number.isSafeInteger(utcUs) ? utcUs : null;
}

/** The two words that were hashed. */
function unhash(hash1: bigint, hash2: bigint): readonly [bigint, bigint] {
  const [mixed1, mixed2] = unadd(hash1, hash2);
  const [h1, h2] = unadd(unmix(mixed1), unmix(mixed2));
  const word1 = (h1 ^ LENGTH) & MASK;
  const word2 = (h2 ^ LENGTH) & MASK;
  const key1 = unupdate(word1, 0x52dce729n, SEED, 27n) ^ SEED;
  const key2 = unupdate(word2, 0x38495ab5n, word1, 31n) ^ SEED;
  return [wrap(turn(wrap(key1 * UNKEY_2), 33n) * UNKEY_1), wrap(turn(wrap(key2 * UNKEY_1), 31n) * UNKEY_2)];
}

/** Undoes `a += b; b += a`. */
function unadd(a: bigint, b: bigint): readonly [bigint, bigint] {
  const second = wrap(b - a);
  return [wrap(a - second), second];
}

function unmix(mixed: bigint): bigint {
  let word = mixed ^ (mixed >> 33n);
  word = wrap(word * UNMIX_2);
  word ^= word >> 33n;
  word = wrap(word * UNMIX_1);
  return word ^ (word >> 33n);
}

/** Undoes `word = turn(word, bits) + other; word = word * 5 + plus`. */
function unupdate(word: bigint, plus: bigint, other: bigint, bits: bigint): bigint {
  return turn(wrap(wrap((word - plus) * UNFIVE) - other), 64n - bits);
}

function turn(word: bigint, bits: bigint): bigint {
  return wrap((word << bits) | (word >> (64n - bits)));
}

function wrap(value: bigint): bigint {
  return value & MASK;
}

/** Newton's way: each round doubles the bits that are right, beginning with three. */
function inverse(odd: bigint): bigint {
  let found = odd;
  for (let round = 0; round < 5; round++) found = wrap(found * (2n - odd * found));
  return found;
}
