import type { CameraView } from '../../../domain/contracts/api.ts';
import { zoneColour } from '../../canvas/index.ts';
import { useText } from '../../i18n/index.ts';
import { useLive } from '../../state/index.ts';
import type { ShownFrame } from '../../state/index.ts';
import classes from './zone-marks.module.css';

interface ZoneMarksProps {
  readonly camera: CameraView;
  readonly shown: ShownFrame | null;
}

/** The zones of a tile over its picture, in the colour of their state and with its word. */
export function ZoneMarks({ camera, shown }: ZoneMarksProps) {
  const { t } = useText();
  const now = useLive((state) => state.cameras[camera.id]?.density?.zones);
  if (shown === null || now === undefined) return null;
  const { width, height } = shown;
  return (
    <svg className={classes['marks']} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {camera.zones.map(({ versionId, points }) => {
        const zone = now.find(({ zoneVersionId }) => zoneVersionId === versionId);
        if (zone === undefined) return null;
        const corners = points.map(({ x, y }) => ({ x: x * width, y: y * height }));
        const [top] = [...corners].sort((a, b) => a.y - b.y);
        return (
          <g key={versionId} data-zone-state={zone.state} style={{ color: zoneColour(zone.state) }}>
            <polygon points={corners.map(({ x, y }) => `${x},${y}`).join(' ')} />
            <text x={top?.x ?? 0} y={(top?.y ?? 0) + height * 0.06} fontSize={height * 0.055} textAnchor="middle">
              {t(`zone.state.${zone.state}`)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
