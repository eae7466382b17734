import { describe, expect, it } from 'vitest';
import { createWireReader, encodeHead, NotOurs, type RawMessage } from '../../../../workers/runtime/wire.ts';

function read(stream: Uint8Array, pieces: readonly number[]): RawMessage[] {
  const messages: RawMessage[] = [];
  const reader = createWireReader((message) => void messages.push(message));
  let at = 0;
  for (const piece of [...pieces, stream.length]) {
    reader.push(stream.subarray(at, Math.min(stream.length, at + piece)));
    at += piece;
    if (at >= stream.length) break;
  }
  return messages;
}

const body = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
const stream = Buffer.concat([
  encodeHead({ type: 'a', text: 'Straße' }, body.length),
  body,
  encodeHead({ type: 'b' }, 0),
  encodeHead({ type: 'c' }, 3),
  Uint8Array.of(1, 2, 3),
]);

describe('a stream of messages', () => {
  it.each([[[]], [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]], [[7, 3, 500, 1]], [Array.from({ length: 1200 }, () => 1)]])(
    'comes out the same however it is cut (%#)',
    (pieces) => {
      const messages = read(stream, pieces);
      expect(messages.map(({ head }) => head)).toEqual([{ type: 'a', text: 'Straße' }, { type: 'b' }, { type: 'c' }]);
      expect(Buffer.from(messages[0]?.body ?? []).equals(Buffer.from(body))).toBe(true);
      expect(messages[1]?.body.length).toBe(0);
      expect([...(messages[2]?.body ?? [])]).toEqual([1, 2, 3]);
    },
  );

  it('that is not ours is refused before memory is taken for it', () => {
    const reader = createWireReader(() => undefined);
    expect(() => reader.push(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))).toThrow(RangeError);
  });

  it('whose head is no JSON is refused', () => {
    const reader = createWireReader(() => undefined);
    expect(() => reader.push(Buffer.from([2, 0, 0, 0, 2, 0, 0, 0, 120, 120]))).toThrow(NotOurs);
  });

  it('is not blamed for a bug of whoever takes its messages', () => {
    const reader = createWireReader(() => {
      throw new RangeError('an index of our own');
    });
    let thrown: unknown = null;
    try {
      reader.push(stream);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RangeError);
    expect(thrown).not.toBeInstanceOf(NotOurs);
  });
});
