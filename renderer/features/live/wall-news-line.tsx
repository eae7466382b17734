import { useEffect, useRef, useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { useLive } from '../../state/index.ts';
import { wallNews } from './wall-news.ts';
import type { CameraNews, SettledState } from './wall-news.ts';

/** More than this many at once are only counted: a broken switch takes twenty cameras, and nobody listens to a list. */
const MOST_NAMED = 3;

/** Says which cameras went away or came back, for whoever does not see the wall: one line for all tiles. */
export function WallNewsLine({ cameras }: { readonly cameras: readonly CameraView[] }) {
  const { t } = useText();
  const news = useWallNews(cameras);
  const nameOf = (id: string) => cameras.find((camera) => camera.id === id)?.name ?? id;
  const named = news.slice(0, MOST_NAMED).map(({ cameraId, state }) =>
    t('live.news', {
      camera: nameOf(cameraId),
      state: state === 'paused' ? t('cameras.paused') : t(`state.${state}`),
    }),
  );
  const more = news.length > MOST_NAMED ? [t('live.news.more', { count: news.length - MOST_NAMED })] : [];
  return (
    <p className="visually-hidden" role="status">
      {[...named, ...more].join(' ')}
    </p>
  );
}

function useWallNews(cameras: readonly CameraView[]): readonly CameraNews[] {
  const [news, setNews] = useState<readonly CameraNews[]>([]);
  const latest = useRef(cameras);
  useEffect(() => {
    latest.current = cameras;
  });
  useEffect(() => {
    let told: ReadonlyMap<string, SettledState> = new Map();
    const look = (live: ReturnType<typeof useLive.getState>) => {
      // Without a line nothing is known: the header says so once for all of them.
      if (live.connection.state !== 'open') return;
      const now = latest.current.map(({ id, enabled }) => ({ id, enabled, state: live.cameras[id]?.state ?? null }));
      const next = wallNews(told, now);
      told = next.told;
      if (next.news.length > 0) setNews(next.news);
    };
    look(useLive.getState());
    return useLive.subscribe(look);
  }, []);
  return news;
}
