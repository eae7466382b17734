import type { Picture } from './picture.ts';
import type { PictureHub, Viewer } from './picture-hub.ts';

/** The next picture of a camera, or null when none comes in time or nobody waits any more. */
export function nextPicture(
  hub: PictureHub,
  who: { user: string; credential: string; cameraId: string },
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Picture | null> {
  return new Promise((resolve) => {
    const finish = (picture: Picture | null) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      hub.remove(viewer);
      resolve(picture);
    };
    const giveUp = () => finish(null);
    const viewer: Viewer = {
      user: who.user,
      credential: who.credential,
      cameras: new Set([who.cameraId]),
      sentFrames: 0,
      lostFrames: 0,
      offer: finish,
      tick: () => undefined,
      dropCamera: giveUp,
      close: giveUp,
    };
    const timer = setTimeout(giveUp, timeoutMs);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) finish(null);
    else hub.add(viewer);
  });
}
