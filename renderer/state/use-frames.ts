import { useEffect, useId, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { ViewHead } from '../../domain/contracts/messages.ts';
import { siteNowMs } from './clock.ts';
import type { SharedFrame } from './frame-hub.ts';
import { useSite } from './site-context.tsx';

export interface FrameScreen {
  readonly show: (frame: SharedFrame) => void;
  readonly resize: (size: { readonly width: number; readonly height: number }, pixelRatio: number) => void;
  readonly stop: () => void;
}

/** What the words beside a picture need of it; refreshed once a second, not once a frame. */
export interface ShownFrame {
  readonly utcUs: number;
  readonly arrivedUtcUs: number;
  /** When this was noted, by the site's clock: the once-a-second clock may still be before it. */
  readonly seenAtMs: number;
  readonly analysis: ViewHead['analysis'];
  readonly width: number;
  readonly height: number;
  /** Vehicles that are followed in it; null: it was not analysed. */
  readonly inView: number | null;
}

const TELL_EVERY_MS = 500;

/**
 * Shows a camera's frames on a canvas while that canvas is on screen: asks for them, paints them, keeps the canvas as sharp
 * as the screen. A canvas that scrolls away stops asking, so a hidden tile costs nothing. While it is `held` its picture stays.
 */
export function useFrames(
  cameraId: string,
  canvas: RefObject<HTMLCanvasElement | null>,
  makeScreen: (canvas: HTMLCanvasElement) => FrameScreen,
  held = false,
): ShownFrame | null {
  const { link } = useSite();
  const owner = useId();
  const [shown, setShown] = useState<ShownFrame | null>(null);
  const holding = useRef(held);
  useEffect(() => {
    holding.current = held;
  }, [held]);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const screen = makeScreen(element);
    let toldAtMs = 0;
    const stopListening = link.frames.listen(cameraId, (frame) => {
      if (holding.current) return;
      screen.show(frame);
      const now = performance.now();
      if (now - toldAtMs < TELL_EVERY_MS) return;
      toldAtMs = now;
      const inView = frame.head.tracks?.filter(({ n }) => n > 0).length ?? null;
      setShown({ ...frame.head, inView, seenAtMs: siteNowMs() });
    });
    const visible = new IntersectionObserver((entries) => {
      const seen = entries.at(-1)?.isIntersecting ?? false;
      link.watch.set(owner, seen ? [cameraId] : []);
    });
    visible.observe(element);
    const sized = new ResizeObserver(() => {
      screen.resize({ width: element.clientWidth, height: element.clientHeight }, window.devicePixelRatio);
    });
    sized.observe(element);
    return () => {
      visible.disconnect();
      sized.disconnect();
      stopListening();
      link.watch.set(owner, []);
      screen.stop();
      setShown(null);
    };
  }, [cameraId, canvas, link, makeScreen, owner]);

  return shown;
}
