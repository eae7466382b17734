import type { CameraState } from '../../ui/index.ts';

/** How a camera is once it has come to rest: while it connects or falls silent, what becomes of it is still open. */
export type SettledState = Exclude<CameraState, 'connecting' | 'stale'> | 'paused';

export interface CameraNews {
  readonly cameraId: string;
  readonly state: SettledState;
}

export interface CameraNow {
  readonly id: string;
  readonly enabled: boolean;
  /** Null while nothing was heard of it. */
  readonly state: CameraState | null;
}

/**
 * What has changed on the wall since it was last told. The first state of a camera is no news: it stands on its tile. One that
 * connects anew and is back where it was is none either.
 */
export function wallNews(
  told: ReadonlyMap<string, SettledState>,
  cameras: readonly CameraNow[],
): { readonly told: ReadonlyMap<string, SettledState>; readonly news: readonly CameraNews[] } {
  const next = new Map(told);
  const news: CameraNews[] = [];
  for (const camera of cameras) {
    const state = settled(camera);
    if (state === null || state === told.get(camera.id)) continue;
    next.set(camera.id, state);
    if (told.has(camera.id)) news.push({ cameraId: camera.id, state });
  }
  return { told: next, news };
}

function settled({ enabled, state }: CameraNow): SettledState | null {
  if (!enabled) return 'paused';
  return state === 'connecting' || state === 'stale' ? null : state;
}
