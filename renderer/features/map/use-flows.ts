import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Flows } from '../../../domain/contracts/site-map.ts';
import { queryKeys, useSite } from '../../state/index.ts';
import type { FlowsByLine } from './map-cameras.ts';
import type { MapFlow } from './stage/map-scene.ts';

const ASK_EVERY_MS = 15_000;
const NO_FLOWS: FlowsByLine = new Map();

/** What passed the lines of each camera lately, as the map draws it. */
export function useFlows(seconds: number, wanted: boolean): (cameraId: string) => FlowsByLine {
  const { api } = useSite();
  const { data } = useQuery({
    queryKey: queryKeys.flows(seconds),
    queryFn: ({ signal }) => api.flows(seconds, signal),
    refetchInterval: ASK_EVERY_MS,
    enabled: wanted,
  });
  const byCamera = useMemo(() => (data === undefined ? null : flowsByCamera(data)), [data]);
  return useCallback((cameraId: string) => byCamera?.get(cameraId) ?? NO_FLOWS, [byCamera]);
}

const US_PER_HOUR = 3.6e9;

/** Counts of a stretch that nobody watched are no zeros; those of one that was watched in part are marked as such. */
export function flowsByCamera({ fromUtcUs, toUtcUs, cameras }: Flows): ReadonlyMap<string, FlowsByLine> {
  const hours = (toUtcUs - fromUtcUs) / US_PER_HOUR;
  return new Map(
    cameras.map(({ cameraId, watchedShare, lines }) => {
      const flow = (direction: MapFlow['direction'], count: number): MapFlow => ({
        direction,
        count: watchedShare === 0 ? null : count,
        isWhole: watchedShare >= WHOLE,
        // What was missed passed as much as what was seen.
        perHour: watchedShare === 0 ? 0 : count / (hours * watchedShare),
      });
      return [cameraId, new Map(lines.map((line) => [line.lineId, [flow('in', line.in), flow('out', line.out)]]))];
    }),
  );
}

/** Less than this was watched: the count is only a part of what passed. */
const WHOLE = 0.95;
