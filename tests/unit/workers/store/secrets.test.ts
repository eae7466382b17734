import { describe, expect, it } from 'vitest';
import { openCredential, sealCredential } from '../../../../workers/store/secrets.ts';

const key = new Uint8Array(32).fill(7);
const credential = { user: 'viewer', password: 'päss wörd 🔑' };

describe('sealed credentials', () => {
  it('open with their key, for their camera', () => {
    expect(openCredential(key, 'gate', sealCredential(key, 'gate', credential))).toEqual(credential);
  });

  it('look different each time and show nothing of what they hold', () => {
    const [one, two] = [sealCredential(key, 'gate', credential), sealCredential(key, 'gate', credential)];
    expect(one.equals(two)).toBe(false);
    expect(one.includes('viewer')).toBe(false);
  });

  const sealed = sealCredential(key, 'gate', credential);
  const flipped = Buffer.from(sealed);
  flipped[flipped.length - 1]! ^= 1;
  const closed = [
    { name: 'with another key', open: () => openCredential(new Uint8Array(32), 'gate', sealed) },
    { name: "in another camera's row", open: () => openCredential(key, 'yard', sealed) },
    { name: 'when a bit was changed', open: () => openCredential(key, 'gate', flipped) },
    { name: 'when it was cut short', open: () => openCredential(key, 'gate', sealed.subarray(0, 20)) },
    { name: 'when there is nothing', open: () => openCredential(key, 'gate', new Uint8Array()) },
    {
      name: 'in a format that is not known yet',
      open: () => openCredential(key, 'gate', Buffer.concat([Buffer.from([2]), sealed.subarray(1)])),
    },
  ];
  for (const { name, open } of closed) {
    it(`stay closed ${name}`, () => expect(open()).toBeNull());
  }
});
