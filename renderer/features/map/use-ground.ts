import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { MapPacks } from '../../../domain/contracts/site-map.ts';
import { queryKeys, useSite } from '../../state/index.ts';
import type { MapGround, MapStage } from './stage/map-stage.ts';
import { openPack, packGround } from './stage/pack-ground.ts';
import { startTileQueue } from './stage/tile-queue.ts';
import { readTown, townGround } from './stage/town-ground.ts';

export interface Ground {
  readonly state: 'loading' | 'shown' | 'failed';
  /** The pack that is shown, and who made it; null: the town of the demo. */
  readonly pack: { readonly name: string; readonly by: string } | null;
  /** Maps that the site has; null while nobody has said so. */
  readonly packs: MapPacks | null;
  readonly again: () => void;
}

/** Lays the ground under the map: a map of the site's own, or the town that comes with the program. */
export function useGround(stage: MapStage | null, wanted: string | null): Ground {
  const { api } = useSite();
  const packs = useQuery({ queryKey: queryKeys.mapPacks, queryFn: ({ signal }) => api.mapPacks(signal) });
  const [shown, setShown] = useState<Pick<Ground, 'state' | 'pack'>>({ state: 'loading', pack: null });
  const [round, setRound] = useState(0);
  // A map that was taken away gives way to the town.
  const name = packs.data?.packs.some((pack) => pack.name === wanted) === true ? wanted : null;
  const isKnown = wanted === null || !packs.isPending;
  useEffect(() => {
    if (stage === null || !isKnown) return;
    const stopping = new AbortController();
    const queue = startTileQueue();
    const lay = (ground: MapGround, pack: Ground['pack']) => {
      if (stopping.signal.aborted) return;
      stage.setGround(ground);
      setShown({ state: 'shown', pack });
    };
    const town = async () => lay(townGround(await readTown(stopping.signal), queue, stage.colours), null);
    const ownMap = async (own: string) => {
      const pack = await openPack(own, (stretch) => api.mapPackBytes(own, stretch));
      lay(packGround(pack, queue, stage.colours), { name: own, by: pack.by });
    };
    setShown({ state: 'loading', pack: null });
    (name === null ? town() : ownMap(name)).catch(() => {
      if (!stopping.signal.aborted) setShown({ state: 'failed', pack: null });
    });
    return () => {
      stopping.abort();
      queue.stop();
    };
  }, [api, stage, name, isKnown, round]);
  return { ...shown, packs: packs.data ?? null, again: () => setRound((one) => one + 1) };
}
