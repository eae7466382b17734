import { describe, expect, it } from 'vitest';
import type { ViewHead } from '../../../../domain/contracts/messages.ts';
import { createFrameHub } from '../../../../renderer/state/frame-hub.ts';
import { createWatchList } from '../../../../renderer/state/watch-list.ts';

function fakeBitmap() {
  const bitmap = { width: 1, height: 1, closed: 0, close: () => void (bitmap.closed += 1) };
  return bitmap;
}
const head = { cameraId: 'north', frameId: 1 } as ViewHead;

describe('frames handed to canvases', () => {
  it('are closed at once when nobody looks', () => {
    const bitmap = fakeBitmap();
    createFrameHub().publish({ head, bitmap });
    expect(bitmap.closed).toBe(1);
  });

  it('stay open as long as one canvas holds them, and are closed once', () => {
    const hub = createFrameHub();
    const held: (() => void)[] = [];
    for (let canvas = 0; canvas < 2; canvas += 1) {
      hub.listen('north', (frame) => {
        frame.hold();
        held.push(frame.release);
      });
    }
    const bitmap = fakeBitmap();
    hub.publish({ head, bitmap });
    expect(bitmap.closed).toBe(0);
    held.forEach((release) => release());
    expect(bitmap.closed).toBe(1);
  });

  it('do not reach a canvas that stopped listening, nor one of another camera', () => {
    const hub = createFrameHub();
    const seen: string[] = [];
    const stop = hub.listen('north', () => seen.push('north'));
    hub.listen('south', () => seen.push('south'));
    stop();
    hub.publish({ head, bitmap: fakeBitmap() });
    expect(seen).toEqual([]);
  });
});

describe('the list of what is on screen', () => {
  const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

  it('is sent once for many tiles, and empty while the page is hidden', async () => {
    const sent: (readonly string[])[] = [];
    const list = createWatchList((cameras) => sent.push(cameras), 1);
    list.set('tile 1', ['b']);
    list.set('tile 2', ['a']);
    list.set('view', ['a']);
    await settle();
    list.setPageVisible(false);
    await settle();
    list.setPageVisible(true);
    await settle();
    list.set('tile 1', []);
    await settle();
    list.stop();
    expect(sent).toEqual([['a', 'b'], [], ['a', 'b'], ['a']]);
  });

  it('says nothing when nothing changed', async () => {
    const sent: unknown[] = [];
    const list = createWatchList((cameras) => sent.push(cameras), 1);
    list.set('tile 1', ['a']);
    await settle();
    list.set('tile 2', ['a']);
    await settle();
    list.stop();
    expect(sent).toHaveLength(1);
  });
});
