import { describe, expect, it } from 'vitest';
import type { ViewHead } from '../../../../domain/contracts/messages.ts';
import { readPictureMessage } from '../../../../renderer/api/framing.ts';

const head: ViewHead = {
  type: 'view',
  cameraId: 'north',
  sessionId: '0b0e7d56-40f5-4f6b-9f1c-3f9ed3a5a9f4',
  frameId: 7,
  mediaUs: 1,
  utcUs: 2,
  arrivedUtcUs: 3,
  width: 640,
  height: 360,
  tracks: [{ n: 1, c: 'car', s: 0.5, b: [0, 0, 65_535, 65_535] }],
  analysis: 'on',
};

function message(text: string, body: readonly number[], length?: number): ArrayBuffer {
  const json = new TextEncoder().encode(text);
  const bytes = new Uint8Array(4 + json.length + body.length);
  new DataView(bytes.buffer).setUint32(0, length ?? json.length, true);
  bytes.set(json, 4);
  bytes.set(body, 4 + json.length);
  return bytes.buffer;
}

describe('a picture message', () => {
  it('is split into its head and the place where the JPEG starts', () => {
    const buffer = message(JSON.stringify(head), [0xff, 0xd8, 0xff]);
    const read = readPictureMessage(buffer);
    expect(read?.head).toEqual(head);
    expect([...new Uint8Array(buffer, read?.jpegOffset)]).toEqual([0xff, 0xd8, 0xff]);
  });

  it.each([
    ['nothing', new ArrayBuffer(0)],
    ['half a length', new ArrayBuffer(3)],
    ['a head longer than the message', message('{}', [1], 999)],
    ['an absurd length', message('{}', [1], 0xffff_ffff)],
    ['no picture behind the head', message(JSON.stringify(head), [])],
    ['a head that is no JSON', message('{"type":', [1])],
    ['a head of another kind', message(JSON.stringify({ ...head, type: 'status' }), [1])],
    ['a head without a frame id', message(JSON.stringify({ ...head, frameId: undefined }), [1])],
  ])('is refused when it is %s', (_name, buffer) => {
    expect(readPictureMessage(buffer)).toBeNull();
  });
});
