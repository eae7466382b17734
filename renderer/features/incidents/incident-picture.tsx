import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { IncidentDetail } from '../../../domain/contracts/incidents.ts';
import type { TrackDetail } from '../../api/index.ts';
import { classLabel, useText } from '../../i18n/index.ts';
import { queryKeys, useSite } from '../../state/index.ts';
import { Notice } from '../../ui/index.ts';
import classes from './incidents.module.css';

/** Boxes are stored in 1/65535 of the picture. */
const BOX_UNIT = 65_535;
const MOST_PATHS = 6;

/** The place of an incident and the paths of its vehicles, over a picture of its camera. */
export function IncidentPicture({ incident }: { readonly incident: IncidentDetail }) {
  const { t } = useText();
  const address = useSnapshot(incident.cameraId);
  const tracks = useTracks(incident);
  if (incident.cameraId === null) return null;
  const { box } = incident.evidence;
  return (
    <figure className={classes['figure']}>
      <div className={classes['picture']}>
        {address === null ? (
          <Notice icon="camera" title={t('incidents.noPicture')} compact />
        ) : (
          <img src={address} alt={t('incidents.picture')} />
        )}
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" data-paths={tracks.length}>
          {tracks.map((track) => (
            <polyline key={track.track} points={pointsOf(track)} className={classes['path']} />
          ))}
          {box !== null && (
            <rect
              className={classes['box']}
              x={box[0] / BOX_UNIT}
              y={box[1] / BOX_UNIT}
              width={(box[2] - box[0]) / BOX_UNIT}
              height={(box[3] - box[1]) / BOX_UNIT}
            />
          )}
        </svg>
      </div>
      <figcaption className={classes['caption']}>
        {tracks.length === 0
          ? t('incidents.noPath')
          : `${t('incidents.picture')}: ${tracks.map((one) => `${classLabel(t, one.class)} ${one.track}`).join(', ')}`}
      </figcaption>
    </figure>
  );
}

function pointsOf({ path }: TrackDetail): string {
  return path.map(({ box: [x1, , x2, y2] }) => `${(x1 + x2) / 2 / BOX_UNIT},${y2 / BOX_UNIT}`).join(' ');
}

function useTracks({ sessionId, evidence }: IncidentDetail): readonly TrackDetail[] {
  const { api } = useSite();
  const found = useQueries({
    queries: evidence.tracks.slice(0, MOST_PATHS).map((track) => ({
      queryKey: queryKeys.track(sessionId ?? '', track),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => api.track(sessionId ?? '', track, signal),
      enabled: sessionId !== null,
      retry: false,
    })),
  });
  return found.flatMap(({ data }) => (data === undefined ? [] : [data]));
}

/** A picture of the camera as it looks now: none is stored of then. */
function useSnapshot(cameraId: string | null): string | null {
  const { api } = useSite();
  const [address, setAddress] = useState<string | null>(null);
  const picture = useQuery({
    queryKey: ['snapshot', cameraId],
    queryFn: () => api.snapshot(cameraId ?? ''),
    enabled: cameraId !== null,
    retry: false,
    staleTime: 10_000,
  });
  const blob = picture.data;
  useEffect(() => {
    if (blob === undefined) return;
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => {
      setAddress(null);
      URL.revokeObjectURL(made);
    };
  }, [blob]);
  return address;
}
