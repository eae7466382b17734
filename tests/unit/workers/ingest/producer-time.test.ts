import { describe, expect, it } from 'vitest';
import { readProducerTime } from '../../../../workers/ingest/producer-time.ts';

const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
const turn = (word: bigint, bits: bigint): bigint => wrap((word << bits) | (word >> (64n - bits)));

function mix(word: bigint): bigint {
  let mixed = word ^ (word >> 33n);
  mixed = wrap(mixed * 0xff51afd7ed558ccdn);
  mixed ^= mixed >> 33n;
  mixed = wrap(mixed * 0xc4ceb9fe1a85ec53n);
  return mixed ^ (mixed >> 33n);
}

/** MurmurHash3 (x64, 128 bit) of 16 bytes as ffmpeg reckons it, written down forwards from its description. */
function murmur3(word1: bigint, word2: bigint): string {
  const [c1, c2, seed] = [0x87c37b91114253d5n, 0x4cf5ad432745937fn, 0x725acc55daddca55n];
  let h1 = seed ^ wrap(turn(wrap(wrap(word1) * c1), 31n) * c2);
  h1 = wrap(wrap(turn(h1, 27n) + seed) * 5n + 0x52dce729n);
  let h2 = seed ^ wrap(turn(wrap(wrap(word2) * c2), 33n) * c1);
  h2 = wrap(wrap(turn(h2, 31n) + h1) * 5n + 0x38495ab5n);
  h1 = wrap((h1 ^ 16n) + (h2 ^ 16n));
  h2 = wrap((h2 ^ 16n) + h1);
  h1 = wrap(mix(h1) + mix(h2));
  h2 = wrap(mix(h2) + h1);
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(h1, 0);
  bytes.writeBigUInt64LE(h2, 8);
  return bytes.toString('hex');
}

describe('the time that ffmpeg attaches to a packet', () => {
  it.each([
    ['cd10f054a4ca379fb82d2000b02f1978', 1_795_569_535_465_853],
    ['04c8da3c9b15123bb03da6ab4a42572b', 1_795_569_535_545_853],
  ])('is read out of its hash %s, as ffmpeg wrote it', (hash, utcUs) => {
    expect(readProducerTime(hash)).toBe(utcUs);
  });

  it.each([0, 1, 1_700_000_000_000_000, 4_102_444_800_123_456, -2_208_988_800_000_000])('is told for %i', (utcUs) => {
    expect(readProducerTime(murmur3(BigInt(utcUs), 24n))).toBe(utcUs);
  });

  it('is told whatever stands in the bytes that nobody sets', () => {
    expect(readProducerTime(murmur3(1_700_000_000_000_000n, 0xdead_beef_0000_0018n))).toBe(1_700_000_000_000_000);
  });

  it.each([
    ['a hash of something else', 'fb870ea826d92898832580dd0d5a0b69'],
    ['a time that is not from reports', murmur3(1_700_000_000_000_000n, 0n)],
    ['a number that is no time', murmur3(0x7fff_ffff_ffff_ffffn, 24n)],
    ['a checksum', '0xfd034d80'],
    ['nothing', ''],
  ])('is not told for %s', (_what, hash) => {
    expect(readProducerTime(hash)).toBeNull();
  });
});
