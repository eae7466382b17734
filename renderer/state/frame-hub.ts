import type { DecodedFrame } from '../api/index.ts';
import type { ViewHead } from '../../domain/contracts/messages.ts';

/** A picture that several canvases may hold; its memory is given back when the last one lets go. */
export interface SharedFrame {
  readonly head: ViewHead;
  readonly picture: ImageBitmap;
  readonly hold: () => void;
  readonly release: () => void;
}

export type FrameListener = (frame: SharedFrame) => void;

export interface FrameHub {
  readonly listen: (cameraId: string, listener: FrameListener) => () => void;
  readonly publish: (frame: DecodedFrame) => void;
}

export function createFrameHub(): FrameHub {
  const listeners = new Map<string, Set<FrameListener>>();
  return {
    listen: (cameraId, listener) => {
      const own = listeners.get(cameraId) ?? new Set();
      listeners.set(cameraId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(cameraId) === own) listeners.delete(cameraId);
      };
    },
    publish: ({ head, bitmap }) => {
      const frame = shareFrame(head, bitmap);
      for (const listener of listeners.get(head.cameraId) ?? []) listener(frame);
      frame.release();
    },
  };
}

/** The publisher holds the frame while it hands it round; it is closed as soon as nobody holds it. */
export function shareFrame(head: ViewHead, picture: ImageBitmap): SharedFrame {
  let holders = 1;
  return {
    head,
    picture,
    hold: () => void (holders += 1),
    release: () => {
      holders -= 1;
      if (holders === 0) picture.close();
    },
  };
}
