import { Button, SegmentedControl } from '@mantine/core';
import { useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { WALL_SIZES, useCameras, useSettings } from '../../state/index.ts';
import type { WallSize } from '../../state/index.ts';
import { Icon, Notice, Page, ProblemNotice } from '../../ui/index.ts';
import { Tile } from './tile.tsx';
import { useWallKeys } from './use-wall-keys.ts';
import { WallNewsLine } from './wall-news-line.tsx';
import { moveOnWall, wallPage } from './wall-move.ts';
import classes from './live-view.module.css';

interface LiveViewProps {
  readonly onOpen: (cameraId: string) => void;
  readonly onAddCamera: () => void;
}

/** The wall: as many cameras at once as the operator wants to see. */
export function LiveView({ onOpen, onAddCamera }: LiveViewProps) {
  const { t } = useText();
  const cameras = useCameras();
  const { wallSize, setWallSize } = useSettings();
  const [wanted, setWanted] = useState(0);
  const all = [...(cameras.data ?? [])].sort((a, b) => a.name.localeCompare(b.name));
  const { items, page, pages } = wallPage(all, wallSize, wanted);

  return (
    <Page
      title={t('nav.live')}
      lead={cameras.data !== undefined && t('live.lead', { count: all.length })}
      actions={<WallControls size={wallSize} onSize={setWallSize} page={page} pages={pages} onPage={setWanted} />}
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
      {items.length > 0 && (
        <Wall cameras={items} size={wallSize} onOpen={onOpen} onPage={(by) => setWanted(page + by)} />
      )}
    </Page>
  );
}

interface WallProps {
  readonly cameras: readonly CameraView[];
  readonly size: WallSize;
  readonly onOpen: (cameraId: string) => void;
  readonly onPage: (by: number) => void;
}

function Wall({ cameras, size, onOpen, onPage }: WallProps) {
  const { t } = useText();
  const tiles = useRef<(HTMLAnchorElement | null)[]>([]);
  const [focus, setFocus] = useState(0);
  const columns = Math.min(Math.sqrt(size), cameras.length);
  const focusTile = (index: number) => tiles.current[index]?.focus();
  useWallKeys({ count: cameras.length, onNumber: focusTile, onPage });

  const onKey = (event: KeyboardEvent, index: number) => {
    const next = moveOnWall(event.key, index, cameras.length, columns);
    if (next === index) return;
    event.preventDefault();
    focusTile(next);
  };

  return (
    <ul
      className={classes['wall']}
      data-size={size}
      style={wallForm(columns, Math.ceil(cameras.length / columns))}
      aria-label={t('live.wall')}
    >
      {cameras.map((camera, index) => (
        <li key={camera.id} className={classes['cell']}>
          <Tile
            camera={camera}
            number={index + 1}
            focused={index === Math.min(focus, cameras.length - 1)}
            onOpen={() => onOpen(camera.id)}
            onKey={(event) => onKey(event, index)}
            onFocus={() => setFocus(index)}
            linkRef={(element) => {
              tiles.current[index] = element;
            }}
          />
        </li>
      ))}
    </ul>
  );
}

/** A row is as high as its tiles need, and lower where all of them would not fit on the screen. */
function wallForm(columns: number, rows: number): CSSProperties {
  return { '--columns': columns, '--rows': rows } as CSSProperties;
}

interface WallControlsProps {
  readonly size: WallSize;
  readonly onSize: (size: WallSize) => void;
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}

function WallControls({ size, onSize, page, pages, onPage }: WallControlsProps) {
  const { t } = useText();
  return (
    <>
      {pages > 1 && (
        <Button.Group aria-label={t('live.pages')}>
          <Button
            variant="default"
            size="xs"
            disabled={page === 0}
            onClick={() => onPage(page - 1)}
            aria-label={t('live.page.previous')}
          >
            <Icon name="back" />
          </Button>
          <Button.GroupSection variant="default" size="xs" role="status">
            {t('live.page', { page: page + 1, pages })}
          </Button.GroupSection>
          <Button
            variant="default"
            size="xs"
            disabled={page === pages - 1}
            onClick={() => onPage(page + 1)}
            aria-label={t('live.page.next')}
          >
            <Icon name="next" />
          </Button>
        </Button.Group>
      )}
      <SegmentedControl
        size="xs"
        aria-label={t('live.size')}
        value={String(size)}
        onChange={(value) => onSize(WALL_SIZES.find((one) => String(one) === value) ?? 4)}
        data={WALL_SIZES.map((one) => ({ value: String(one), label: t('live.size.of', { tiles: one }) }))}
      />
    </>
  );
}
