import { useMemo, useState } from 'react';
import type { CameraView } from '../../../domain/contracts/api.ts';
import { useText } from '../../i18n/index.ts';
import type { Text } from '../../i18n/index.ts';
import { useLive } from '../../state/index.ts';
import type { CameraState } from '../../ui/index.ts';
import { cameraLook } from './camera-look.ts';
import type { CameraLook } from './camera-look.ts';
import { createCameraCache } from './map-cameras.ts';
import type { FlowsByLine, ZoneStates } from './map-cameras.ts';
import type { PlaceDraft } from './place-draft.ts';
import type { MapIncident, MapLayer, MapScene } from './stage/map-scene.ts';

export interface SceneParts {
  readonly cameras: readonly CameraView[];
  readonly draft: PlaceDraft | null;
  readonly flowsOf: (cameraId: string) => FlowsByLine;
  readonly zoneStates: ZoneStates;
  readonly incidents: readonly MapIncident[];
  readonly layers: readonly MapLayer[];
  readonly selectedId: string | null;
}

/** The state of each camera as the live line tells it; the same object as long as none has changed. */
export function useCameraLooks(cameras: readonly CameraView[]): ReadonlyMap<string, CameraLook> {
  const connected = useLive((state) => state.connection.state === 'open');
  // One text that changes only when a state does: a status comes every second.
  const states = useLive((live) => cameras.map(({ id }) => live.cameras[id]?.state ?? '').join(' '));
  return useMemo(() => {
    const told = states.split(' ');
    return new Map(
      cameras.map(({ id, enabled }, at) => [id, cameraLook(enabled, connected, stateOf(told[at]))] as const),
    );
  }, [cameras, connected, states]);
}

const STATES = [
  'connecting',
  'live',
  'stale',
  'offline',
  'auth-failed',
  'unsupported',
  'stopped',
] as const satisfies readonly CameraState[];

function stateOf(text: string | undefined): CameraState | null {
  return STATES.find((state) => state === text) ?? null;
}

export function stateWord({ t }: Text, { state }: CameraLook): string {
  return state === 'paused' ? t('cameras.paused') : t(`state.${state}`);
}

/** Everything that the map shows, made anew only where something changed. */
export function useMapScene(parts: SceneParts, looks: ReadonlyMap<string, CameraLook>): MapScene {
  const text = useText();
  const [cached] = useState(createCameraCache);
  const { cameras, draft, flowsOf, zoneStates, incidents, layers, selectedId } = parts;
  const shown = useMemo(
    () =>
      cached(
        cameras.flatMap((camera) => {
          const place = draft?.cameraId === camera.id ? draft.place : camera.place;
          const look = looks.get(camera.id);
          if (place === null || look === undefined) return [];
          return [{ camera, place, look, word: stateWord(text, look), flows: flowsOf(camera.id), zoneStates }];
        }),
      ),
    [cached, cameras, draft, looks, text, flowsOf, zoneStates],
  );
  return useMemo(
    () => ({
      cameras: shown,
      incidents,
      layers: new Set(layers),
      selectedId,
      movableId: draft?.cameraId ?? null,
    }),
    [shown, incidents, layers, selectedId, draft?.cameraId],
  );
}
