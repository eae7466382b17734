import type { FramePainter } from '../canvas/index.ts';
import type { FrameScreen } from './use-frames.ts';

/** Joins the frames of the live line with a canvas painter: the painter gets picture and tracks of one and the same message. */
export function frameScreen(painter: FramePainter): FrameScreen {
  return {
    show: ({ head, picture, hold, release }) => {
      const tracks = head.analysis === 'on' ? head.tracks : null;
      const { frameId, sessionId, utcUs, queues = [] } = head;
      painter.show({ picture, frameId, sessionId, utcUs, tracks, queues, hold, release });
    },
    resize: painter.resize,
    stop: painter.stop,
  };
}
