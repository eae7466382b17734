import { useEffect, useState } from 'react';
import type { MapStage } from './stage/map-stage.ts';
import { startTileQueue } from './stage/tile-queue.ts';
import { readTown, townGround } from './stage/town-ground.ts';

export type GroundState = 'loading' | 'shown' | 'failed';

/** Lays the ground under the map: the town that comes with the program. */
export function useGround(stage: MapStage | null): { readonly state: GroundState; readonly again: () => void } {
  const [state, setState] = useState<GroundState>('loading');
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (stage === null) return;
    const stopping = new AbortController();
    const queue = startTileQueue();
    setState('loading');
    readTown(stopping.signal).then(
      (town) => {
        if (stopping.signal.aborted) return;
        stage.setGround(townGround(town, queue, stage.colours));
        setState('shown');
      },
      () => {
        if (!stopping.signal.aborted) setState('failed');
      },
    );
    return () => {
      stopping.abort();
      queue.stop();
    };
  }, [stage, round]);
  return { state, again: () => setRound((one) => one + 1) };
}
