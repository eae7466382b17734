import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { EMPTY_DRAFT, changesOf, problemOf, stepDraft } from '../../canvas/index.ts';
import type { Change, Draft, DraftAction } from '../../canvas/index.ts';
import { queryKeys, useSite } from '../../state/index.ts';
import { saveChange, shapesOf } from './drawing-map.ts';

export interface Drawing {
  readonly draft: Draft;
  readonly changes: readonly Change[];
  readonly broken: boolean;
  readonly saving: boolean;
  readonly error: unknown;
  readonly act: (action: DraftAction) => void;
  readonly save: () => Promise<boolean>;
}

/** The drawings of a camera under edit. Saving goes change by change: what the site refuses stays unsaved, with its reason. */
export function useDrawing(camera: CameraView): Drawing {
  const { api } = useSite();
  const queries = useQueryClient();
  const [draft, act] = useReducer(stepDraft, EMPTY_DRAFT);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const underWay = useRef(false);
  const changes = changesOf(draft);

  useEffect(() => {
    act({ type: 'load', shapes: shapesOf(camera) });
  }, [camera]);

  const save = useCallback(async () => {
    // Asked twice before the first answer, a new line would be drawn twice: the site knows it only by its answer.
    if (underWay.current) return false;
    underWay.current = true;
    setSaving(true);
    setError(null);
    try {
      for (const change of changesOf(draft)) {
        const id = await saveChange(api, camera.id, change);
        act({ type: 'saved', change, id });
      }
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      underWay.current = false;
      setSaving(false);
      void queries.invalidateQueries({ queryKey: queryKeys.cameras });
      void queries.invalidateQueries({ queryKey: ['counts', camera.id] });
    }
  }, [api, camera.id, draft, queries]);

  const broken = changes.some((change) => change.kind !== 'delete' && problemOf(change.shape) !== null);
  return { draft, changes, broken, saving, error, act, save };
}
