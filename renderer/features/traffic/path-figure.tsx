import { useQuery } from '@tanstack/react-query';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { MovementTrack } from '../../../domain/contracts/traffic-api.ts';
import { useText } from '../../i18n/index.ts';
import { queryKeys, useLive, useSite } from '../../state/index.ts';
import { ProblemNotice } from '../../ui/index.ts';
import classes from './traffic-view.module.css';

/** Boxes are stored in 1/65535 of the picture. */
const BOX_UNIT = 65_535;
const HEIGHT = 90;

interface PathFigureProps {
  readonly camera: CameraView;
  readonly track: MovementTrack;
}

/** Where a vehicle drove, over the lines and zones of its camera, with the places at which it crossed. */
export function PathFigure({ camera, track }: PathFigureProps) {
  const { t } = useText();
  const { api } = useSite();
  const status = useLive((state) => state.cameras[camera.id]);
  const detail = useQuery({
    queryKey: queryKeys.track(track.sessionId, track.track),
    queryFn: ({ signal }) => api.track(track.sessionId, track.track, signal),
  });
  const width = HEIGHT * aspectOf(status?.sourceWidth ?? 0, status?.sourceHeight ?? 0);
  const at = ({ x, y }: { readonly x: number; readonly y: number }) => `${x * width},${y * HEIGHT}`;
  const path = (detail.data?.path ?? []).map(({ box: [x1, , x2, y2] }) => ({
    x: (x1 + x2) / 2 / BOX_UNIT,
    y: y2 / BOX_UNIT,
  }));
  if (detail.error !== null) return <ProblemNotice error={detail.error} />;
  if (detail.data === undefined)
    return (
      <p className={classes['note']} aria-busy="true">
        {t('common.loading')}
      </p>
    );
  if (path.length === 0) return <p className={classes['note']}>{t('traffic.vehicles.figure.gone')}</p>;
  return (
    <svg
      className={classes['figure']}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={t('traffic.vehicles.figure', { number: String(track.track) })}
    >
      {camera.zones.map((zone) => (
        <polygon
          key={zone.zoneId}
          points={zone.points.map(at).join(' ')}
          fill="#80deea22"
          stroke="#80deea"
          strokeWidth={0.5}
        />
      ))}
      {camera.lines.map((line) => (
        <polyline key={line.lineId} points={`${at(line.from)} ${at(line.to)}`} stroke="#ffe082" strokeWidth={0.8} />
      ))}
      <polyline points={path.map(at).join(' ')} fill="none" stroke="#ff8a65" strokeWidth={1.2} />
      {detail.data.crossings.map((crossing) => (
        <circle key={crossing.cursor} cx={crossing.x * width} cy={crossing.y * HEIGHT} r={1.6} fill="#ffffff" />
      ))}
    </svg>
  );
}

function aspectOf(width: number, height: number): number {
  return width > 0 && height > 0 ? width / height : 16 / 9;
}
