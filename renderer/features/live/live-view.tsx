import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '../../i18n/index.ts';
import { changeWall, setArranging, useCameras, useWall, withLayout } from '../../state/index.ts';
import { Notice, Page, ProblemNotice } from '../../ui/index.ts';
import { ArrangeWall } from './arrange-wall.tsx';
import { BareWall } from './bare-wall.tsx';
import { LargeTile } from './large-tile.tsx';
import { useCycle } from './use-cycle.ts';
import { Wall } from './wall.tsx';
import { WallControls } from './wall-controls.tsx';
import { WallNewsLine } from './wall-news-line.tsx';
import { wallScene } from './wall-tiles.ts';
import classes from './live-view.module.css';

interface LiveViewProps {
  /** The camera that fills the window; null: the wall. */
  readonly large: string | null;
  /** A saved layout that this window is for. */
  readonly layoutId: string | null;
  /** Without a frame around it, on a screen that is only looked at. */
  readonly bare: boolean;
  readonly hrefOf: (cameraId: string) => string;
  readonly onLarge: (cameraId: string | null) => void;
  readonly onOpen: (cameraId: string) => void;
  readonly onAddCamera: () => void;
  readonly onLeave: () => void;
  readonly onWindow: () => void;
  readonly onKiosk: () => void;
}

/** The wall: as many cameras at once as the operator wants to see, divided as the operator wants. */
export function LiveView(props: LiveViewProps) {
  const { large, layoutId, bare, hrefOf, onLarge, onOpen, onAddCamera, onLeave, onWindow, onKiosk } = props;
  const { t } = useText();
  const cameras = useCameras();
  const { now, book, arranging } = useWall();
  const [lastLarge, setLastLarge] = useState(large);
  if (large !== null && large !== lastLarge) setLastLarge(large);
  useOwnLayout(layoutId);
  const all = [...(cameras.data ?? [])].sort((a, b) => a.name.localeCompare(b.name));
  const group = book.groups.find(({ id }) => id === now.groupId) ?? null;
  const scene = wallScene(now, all, group);
  const { page, pages } = scene;
  const turnTo = (to: number) => changeWall((one) => ({ ...one, page: Math.min(Math.max(0, to), pages - 1) }));
  const paused = useCycle({
    on: now.cycling && large === null,
    pages,
    page,
    dwellSeconds: now.dwellSeconds,
    held: arranging,
    onTurn: () => turnTo((page + 1) % pages),
  });
  const largeCamera = all.find(({ id }) => id === large);
  const wall = (
    <Wall
      scene={scene}
      even={now.preset !== null}
      focusFirst={lastLarge}
      hrefOf={hrefOf}
      onLarge={onLarge}
      onOpen={onOpen}
      onPage={(by) => turnTo(page + by)}
    />
  );

  if (largeCamera !== undefined) {
    const number = scene.tiles.findIndex(({ camera }) => camera.id === large) + 1;
    return <LargeTile camera={largeCamera} number={Math.max(1, number)} onBack={() => onLarge(null)} onOpen={onOpen} />;
  }
  if (bare && scene.tiles.length > 0) {
    return (
      <BareWall paused={paused} pages={pages} onLeave={onLeave}>
        {wall}
      </BareWall>
    );
  }
  return (
    <Page
      title={t('nav.live')}
      lead={cameras.data !== undefined && t('live.lead', { count: all.length })}
      actions={
        all.length > 0 && (
          <WallControls
            cameras={all}
            page={page}
            pages={pages}
            paused={paused}
            arranging={arranging}
            onArrange={setArranging}
            onWindow={onWindow}
            onKiosk={onKiosk}
          />
        )
      }
    >
      {cameras.error !== null && <ProblemNotice error={cameras.error} onRetry={() => void cameras.refetch()} />}
      {cameras.isPending && <div className={classes['wait']} aria-busy="true" aria-label={t('common.loading')} />}
      {cameras.data?.length === 0 && (
        <Notice
          icon="camera"
          title={t('live.empty')}
          action={<Button onClick={onAddCamera}>{t('cameras.add')}</Button>}
        >
          {t('live.empty.hint')}
        </Notice>
      )}
      <WallNewsLine cameras={all} />
      {all.length > 0 && scene.tiles.length === 0 && !arranging && (
        <Notice icon="list" title={t('wall.group.empty')}>
          {t('wall.group.empty.hint')}
        </Notice>
      )}
      {all.length > 0 && arranging && (
        <ArrangeWall
          cameras={all}
          group={all.filter(({ id }) => group === null || group.cameras.includes(id)).map(({ id }) => id)}
          onDone={() => setArranging(false)}
        />
      )}
      {scene.tiles.length > 0 && !arranging && wall}
    </Page>
  );
}

/** A window that was opened for a saved layout shows that one, also after a reload. */
function useOwnLayout(layoutId: string | null): void {
  useEffect(() => {
    const layout = useWall.getState().book.layouts.find(({ id }) => id === layoutId);
    if (layout !== undefined) changeWall(() => withLayout(layout));
  }, [layoutId]);
}
