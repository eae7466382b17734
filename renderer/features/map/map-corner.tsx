import { ActionIcon } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '../../i18n/index.ts';
import { Icon } from '../../ui/index.ts';
import { metresPerPixel, scaleBar } from './stage/map-projection.ts';
import type { MapStage, MapViewState } from './stage/map-stage.ts';
import classes from './map.module.css';

const WIDEST_BAR = 120;

interface MapCornerProps {
  readonly stage: MapStage | null;
  readonly start: MapViewState;
  readonly attribution: string;
}

/** Where the map looks, as often as it comes to rest. */
function useShownView(stage: MapStage | null, start: MapViewState): MapViewState {
  const [view, setView] = useState(start);
  useEffect(() => {
    if (stage === null) return;
    const look = () => {
      const { lat, lng } = stage.map.getCenter();
      setView({ latitude: lat, longitude: lng, zoom: stage.map.getZoom() });
    };
    look();
    stage.map.on('moveend', look);
    return () => void stage.map.off('moveend', look);
  }, [stage]);
  return view;
}

/** How long a stretch is on the map, where north is, and who drew it. */
export function MapCorner({ stage, start, attribution }: MapCornerProps) {
  const { t, f } = useText();
  const view = useShownView(stage, start);
  const { metres, pixels } = scaleBar(metresPerPixel(view.latitude, view.zoom), WIDEST_BAR);
  const length =
    metres >= 1000
      ? t('map.kilometres', { length: f.number(metres / 1000) })
      : t('map.metres', { length: f.number(metres, metres < 1 ? 1 : 0) });
  return (
    <>
      <div className={classes['north']} role="img" aria-label={t('map.north')}>
        <svg width="26" height="34" viewBox="0 0 26 34" aria-hidden="true">
          <path d="M13 1l7 17-7-4-7 4z" fill="currentColor" />
          <text x="13" y="32" textAnchor="middle" fontSize="12" fontWeight="700" fill="currentColor">
            {t('map.north.letter')}
          </text>
        </svg>
      </div>
      <div className={classes['foot']}>
        <div className={classes['scale']} role="img" aria-label={t('map.scale', { length })}>
          <span style={{ width: pixels }}>{length}</span>
        </div>
        <span className={classes['attribution']}>{attribution}</span>
      </div>
    </>
  );
}

interface ZoomButtonsProps {
  readonly onZoom: (by: 1 | -1) => void;
  readonly onAll: () => void;
}

export function ZoomButtons({ onZoom, onAll }: ZoomButtonsProps) {
  const { t } = useText();
  return (
    <div className={classes['zoom']} role="group" aria-label={t('map.zoom')}>
      <ActionIcon variant="default" size="lg" aria-label={t('map.zoom.in')} onClick={() => onZoom(1)}>
        <Icon name="plus" />
      </ActionIcon>
      <ActionIcon variant="default" size="lg" aria-label={t('map.zoom.out')} onClick={() => onZoom(-1)}>
        <Icon name="minus" />
      </ActionIcon>
      <ActionIcon variant="default" size="lg" aria-label={t('map.zoom.all')} onClick={onAll}>
        <Icon name="frame" />
      </ActionIcon>
    </div>
  );
}
