import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { queryKeys, useLive, useSite } from '../../state/index.ts';
import { EMPTY_CALIBRATION, outcomeOf } from './calibration-draft.ts';
import type { CalibrationForm, CalibrationOutcome } from './calibration-draft.ts';

type Change = (change: (form: CalibrationForm) => CalibrationForm) => void;

/** The calibration of a camera while it is being made anew; null while nobody does. */
export interface Calibrating {
  readonly form: CalibrationForm;
  readonly picture: { readonly width: number; readonly height: number };
  readonly outcome: CalibrationOutcome;
  readonly selected: number | null;
  readonly saving: boolean;
  readonly error: unknown;
  readonly change: Change;
  readonly select: (at: number | null) => void;
  readonly save: () => Promise<void>;
  readonly cancel: () => void;
}

export interface Calibration {
  readonly calibrating: Calibrating | null;
  readonly begin: () => void;
  readonly withdraw: () => Promise<void>;
  readonly error: unknown;
}

const UNKNOWN_PICTURE = { width: 1280, height: 720 };

export function useCalibration(camera: CameraView): Calibration {
  const { api } = useSite();
  const refresh = useRefresh();
  const [form, setForm] = useState<CalibrationForm | null>(null);
  const [selected, select] = useState<number | null>(null);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const picture = usePictureSize(camera);
  const shown = useDeferredValue(form);
  const outcome = useMemo(() => (shown === null ? null : outcomeOf(shown, picture)), [shown, picture]);
  const change = useCallback<Change>((next) => setForm((before) => (before === null ? null : next(before))), []);

  const attempt = async (work: () => Promise<unknown>) => {
    setSaving(true);
    setError(null);
    try {
      await work();
      setForm(null);
      await refresh(camera.id);
    } catch (failure) {
      setError(failure);
    } finally {
      setSaving(false);
    }
  };
  const begin = () => {
    select(null);
    setError(null);
    setForm(formOf(camera));
  };
  const calibrating =
    form === null || outcome === null
      ? null
      : {
          ...{ form, picture, outcome, selected, saving, error, change, select },
          save: () => attempt(() => api.calibrate(camera.id, { ...form, picture })),
          cancel: () => setForm(null),
        };
  return { calibrating, begin, withdraw: () => attempt(() => api.withdrawCalibration(camera.id)), error };
}

function formOf({ calibration }: CameraView): CalibrationForm {
  if (calibration === null) return EMPTY_CALIBRATION;
  const { points, lens, region, checkLine, carMetres } = calibration;
  return { points, lens, region, checkLine, carMetres, note: '' };
}

/** Of the source, as far as it is known. */
function usePictureSize({ id, calibration }: CameraView) {
  const width = useLive((state) => state.cameras[id]?.sourceWidth ?? 0);
  const height = useLive((state) => state.cameras[id]?.sourceHeight ?? 0);
  return useMemo(
    () => (width > 0 && height > 0 ? { width, height } : (calibration?.picture ?? UNKNOWN_PICTURE)),
    [width, height, calibration],
  );
}

function useRefresh() {
  const queries = useQueryClient();
  return async (cameraId: string) => {
    await queries.invalidateQueries({ queryKey: queryKeys.cameras });
    await queries.invalidateQueries({ queryKey: queryKeys.calibration(cameraId) });
  };
}

/** The history of a camera's calibrations and what the cars say of the one that holds. */
export function useCalibrationView({ id, calibration }: CameraView) {
  const { api } = useSite();
  return useQuery({
    queryKey: [...queryKeys.calibration(id), calibration?.versionId ?? null],
    queryFn: ({ signal }) => api.calibration(id, signal),
    refetchInterval: 60_000,
  });
}
