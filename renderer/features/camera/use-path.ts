import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { CameraView, CrossingRow } from '../../../domain/contracts/api.ts';
import type { TrackDetail } from '../../api/index.ts';
import type { VehiclePath } from '../../canvas/index.ts';
import { classLabel, useText } from '../../i18n/index.ts';
import { queryKeys, useSite } from '../../state/index.ts';
import { useReturnFocus } from '../../ui/index.ts';
import { pathOf } from './track-path.ts';

export interface ShownPath {
  readonly row: CrossingRow | null;
  readonly track: TrackDetail | null;
  readonly path: VehiclePath | null;
  readonly error: unknown;
  readonly show: (row: CrossingRow | null) => void;
}

const GROWS_EVERY_MS = 1500;

function isOver(track: TrackDetail | undefined): boolean {
  return track !== undefined && track.crossings.length > 0 && track.crossings.every(({ final }) => final);
}

/** The path of the vehicle that was asked for, fetched and made ready to draw. */
export function usePath(camera: CameraView): ShownPath {
  const { t } = useText();
  const { api } = useSite();
  const focus = useReturnFocus();
  const [row, setRow] = useState<CrossingRow | null>(null);
  const show = (next: CrossingRow | null) => {
    if (next === null) focus.giveBack();
    else focus.remember();
    setRow(next);
  };
  const track = useQuery({
    queryKey: queryKeys.track(row?.sessionId ?? '', row?.track ?? 0),
    queryFn: ({ signal }) => api.track(row?.sessionId ?? '', row?.track ?? 0, signal),
    enabled: row !== null,
    // A vehicle that is still in the picture goes on: so does its path, until its crossings are final.
    refetchInterval: ({ state }) => (isOver(state.data) ? false : GROWS_EVERY_MS),
  });
  const detail = row === null ? null : (track.data ?? null);
  const reference = camera.lines.find((line) => line.lineId === row?.lineId)?.reference;
  const path = useMemo(() => {
    if (detail === null) return null;
    return pathOf(detail, reference ?? { x: 0.5, y: 1 }, `${classLabel(t, detail.class)} ${detail.track}`);
  }, [detail, reference, t]);
  return { row, track: detail, path, error: row === null ? null : track.error, show };
}
