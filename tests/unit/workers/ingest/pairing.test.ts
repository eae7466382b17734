import { describe, expect, it } from 'vitest';
import { createPairing } from '../../../../workers/ingest/pairing.ts';

const time = (mediaUs: number) => ({ mediaUs, graphRestarted: false, arrivedUtcUs: 1 });
const buffer = (value: number): Uint8Array => Uint8Array.of(value);

describe('bringing pictures, JPEGs and times together', () => {
  it('pairs the nth with the nth in whatever order they come', () => {
    const pairing = createPairing(true);
    pairing.time(time(0));
    pairing.time(time(40));
    pairing.raw(buffer(1));
    expect(pairing.next()).toBeNull();
    pairing.jpeg(buffer(11));
    expect(pairing.next()).toMatchObject({ raw: buffer(1), jpeg: buffer(11), mediaUs: 0 });
    pairing.jpeg(buffer(12));
    pairing.raw(buffer(2));
    expect(pairing.next()).toMatchObject({ raw: buffer(2), jpeg: buffer(12), mediaUs: 40 });
    expect(pairing.next()).toBeNull();
    expect(pairing.leftover()).toBeNull();
  });

  it('waits for no JPEG when there are none', () => {
    const pairing = createPairing(false);
    pairing.raw(buffer(1));
    pairing.time(time(0));
    expect(pairing.next()).toMatchObject({ jpeg: null, mediaUs: 0 });
  });

  it('says so when one pipe runs far ahead of the others', () => {
    const pairing = createPairing(true);
    for (let i = 0; i < 48; i++) pairing.raw(buffer(0));
    expect(pairing.mismatch()).toBeNull();
    pairing.raw(buffer(0));
    expect(pairing.mismatch()).toBe('49 pictures, 0 times, 0 JPEGs without a partner');
  });

  it('says at the end what has no partner', () => {
    const pairing = createPairing(false);
    pairing.raw(buffer(0));
    expect(pairing.leftover()).toBe('1 pictures, 0 times without a partner');
  });
});
