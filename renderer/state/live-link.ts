import { readPictureMessage, startFrameDecoder, startLiveSocket } from '../api/index.ts';
import type { Refused } from '../api/index.ts';
import type { LiveServerMessage } from '../../domain/contracts/api.ts';
import { correctedCameras } from './correction-news.ts';
import { createFrameHub } from './frame-hub.ts';
import type { FrameHub } from './frame-hub.ts';
import { siteNowMs } from './clock.ts';
import { FIRST_LIVE_STATE, stepLive, useLive } from './live-store.ts';
import { createWatchList } from './watch-list.ts';
import type { WatchList } from './watch-list.ts';

export interface LiveLink {
  readonly frames: FrameHub;
  readonly watch: WatchList;
  readonly stop: () => void;
}

export interface LiveLinkOptions {
  readonly url: string;
  readonly token: () => string | null;
  readonly onChanged: (what: Extract<LiveServerMessage, { type: 'changed' }>['what']) => void;
  /** Somebody corrected crossings of this camera. */
  readonly onCorrected: (cameraId: string) => void;
  readonly onRefused: () => Refused;
}

/** The live line, the decoder and the frame hub of one signed-in screen; stopping it leaves nothing behind. */
export function startLiveLink(options: LiveLinkOptions): LiveLink {
  const frames = createFrameHub();
  const decoder = startFrameDecoder({ onFrame: frames.publish, onSkipped: () => undefined });
  const malformed = () => useLive.setState((state) => ({ malformed: state.malformed + 1 }));
  const socket = startLiveSocket({
    url: options.url,
    token: options.token,
    onConnection: (connection) => {
      useLive.setState({ connection });
      if (connection.state === 'open') sendWatch(watch.current());
    },
    onMessage: (message) => {
      useLive.setState((state) => stepLive(state, message, siteNowMs()));
      if (message.type === 'changed') options.onChanged(message.what);
      correctedCameras(message).forEach(options.onCorrected);
    },
    onPicture: (buffer) => {
      const message = readPictureMessage(buffer);
      if (message === null) malformed();
      else decoder.decode(message.head, buffer, message.jpegOffset);
    },
    onRefused: options.onRefused,
    onMalformed: malformed,
  });
  const sendWatch = (cameras: readonly string[]) =>
    socket.send({ type: 'watch', cameras: [...cameras], pictures: true });
  const watch = createWatchList(sendWatch);
  const visibility = () => watch.setPageVisible(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', visibility);
  visibility();
  return {
    frames,
    watch,
    stop: () => {
      document.removeEventListener('visibilitychange', visibility);
      watch.stop();
      socket.stop();
      decoder.stop();
      useLive.setState(FIRST_LIVE_STATE);
    },
  };
}
