import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import { queryKeys, useLeaveGuard, useSite } from '../../state/index.ts';
import { isUnsaved, startPlacing, stepPlace } from './place-draft.ts';
import type { PlaceAction, PlaceDraft } from './place-draft.ts';
import type { MapPlace } from '../../../domain/map/places.ts';

export interface Placing {
  readonly draft: PlaceDraft | null;
  readonly saving: boolean;
  readonly problem: unknown;
  readonly start: (camera: CameraView, fallback: MapPlace) => void;
  readonly act: (action: PlaceAction) => void;
  readonly save: () => void;
  /** Leaves without saving; false when the person wants to stay. */
  readonly stop: () => boolean;
}

/** One camera at a time is placed; what is not saved is asked about before it is lost. */
export function usePlacing(): Placing {
  const { t } = useText();
  const { api } = useSite();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<PlaceDraft | null>(null);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const dirty = draft !== null && draft.past.length > 0 && isUnsaved(draft);
  useLeaveGuard(dirty, t('map.place.leave'));

  const act = useCallback(
    (action: PlaceAction) => setDraft((one) => (one === null ? null : stepPlace(one, action))),
    [],
  );
  const save = () => {
    if (draft === null || saving || !isUnsaved(draft)) return;
    setSaving(true);
    setProblem(null);
    api
      .changeCamera(draft.cameraId, { place: draft.place })
      .then(() => {
        act({ type: 'saved' });
        return queries.invalidateQueries({ queryKey: queryKeys.cameras });
      })
      .catch(setProblem)
      .finally(() => setSaving(false));
  };
  return {
    draft,
    saving,
    problem,
    start: (camera, fallback) => {
      setProblem(null);
      setDraft(startPlacing(camera.id, camera.place, fallback));
    },
    act,
    save,
    stop: () => {
      if (dirty && !window.confirm(t('map.place.leave'))) return false;
      setProblem(null);
      setDraft(null);
      return true;
    },
  };
}
