import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { Icon } from '../../ui/index.ts';
import { LayersControl } from './layers-control.tsx';
import { Tile } from './tile.tsx';
import classes from './live-view.module.css';

interface LargeTileProps {
  readonly camera: CameraView;
  readonly number: number;
  /** Null: there is no wall behind it in this window. */
  readonly onBack: (() => void) | null;
  readonly onOpen: (cameraId: string) => void;
}

/** One camera in the whole window, with all that its tile can say. */
export function LargeTile({ camera, number, onBack, onOpen }: LargeTileProps) {
  const { t } = useText();
  const link = useRef<HTMLAnchorElement>(null);
  const openCamera = () => onOpen(camera.id);
  useEscape(onBack);
  useEffect(() => link.current?.focus(), [camera.id]);
  return (
    <section className={classes['large']}>
      <h1 className="visually-hidden">{camera.name}</h1>
      <div className={classes['largeBar']}>
        {onBack !== null && (
          <Button variant="default" size="xs" leftSection={<Icon name="back" size={14} />} onClick={onBack}>
            {t('tile.back')}
          </Button>
        )}
        <LayersControl />
      </div>
      <Tile
        camera={camera}
        number={number}
        focused
        large
        href={`#/camera/${camera.id}`}
        onOpen={openCamera}
        onEnlarge={onBack ?? openCamera}
        onKey={() => undefined}
        onFocus={() => undefined}
        linkRef={link}
      />
    </section>
  );
}

function useEscape(onBack: (() => void) | null): void {
  const latest = useRef(onBack);
  useEffect(() => {
    latest.current = onBack;
  });
  useEffect(() => {
    const stopping = new AbortController();
    const pressed = (event: KeyboardEvent) => {
      const open = event.target instanceof HTMLElement && event.target.closest('[role="dialog"], [role="menu"]');
      if (event.key === 'Escape' && !event.defaultPrevented && open === null) latest.current?.();
    };
    window.addEventListener('keydown', pressed, { signal: stopping.signal });
    return () => stopping.abort();
  }, []);
}
