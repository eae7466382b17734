import { useQuery } from '@tanstack/react-query';
import { useSite } from './site-context.tsx';

/** Keys of what is fetched; a notice of change names the first word. */
export const queryKeys = {
  cameras: ['cameras'] as const,
  camera: (id: string) => ['cameras', id] as const,
  counts: (id: string, from: number) => ['counts', id, from] as const,
  volumes: (id: string) => ['volumes', id] as const,
  flows: (seconds: number) => ['flows', seconds] as const,
  mapPacks: ['map-packs'] as const,
  crossings: (id: string, lineId: string, from: number) => ['crossings', id, lineId, from] as const,
  track: (sessionId: string, track: number) => ['track', sessionId, track] as const,
  calibration: (id: string) => ['calibration', id] as const,
  traffic: (id: string, what: string, from: number, to: number) => ['traffic', id, what, from, to] as const,
  pcu: ['pcu'] as const,
  approaches: (id: string) => ['approaches', id] as const,
  lineSpeeds: (id: string) => ['line-speeds', id] as const,
  journeys: (id: string) => ['journeys', id] as const,
  models: ['models'] as const,
  modelImports: ['model-imports'] as const,
  system: ['system'] as const,
  zoneHistory: (id: string) => ['zone-history', id] as const,
  /** Asked anew with every notice that cameras changed. */
  changes: (id: string) => ['cameras', id, 'changes'] as const,
  gaps: (id: string) => ['gaps', id] as const,
  incidents: (filter: object) => ['incidents', 'list', filter] as const,
  incident: (id: string) => ['incidents', 'one', id] as const,
  incidentSummary: ['incidents', 'summary'] as const,
  normal: (id: string, lineId: string | null, direction: string) => ['normal', id, lineId, direction] as const,
  forecast: (id: string, lineId: string | null, direction: string) => ['forecast', id, lineId, direction] as const,
  departures: (id: string) => ['departures', id] as const,
  events: (before: string | null) => ['events', before] as const,
};

export function useCameras() {
  const { api } = useSite();
  return useQuery({ queryKey: queryKeys.cameras, queryFn: ({ signal }) => api.cameras(signal) });
}

/** What the site converts vehicles to passenger car units with. */
export function usePcu() {
  const { api } = useSite();
  return useQuery({ queryKey: queryKeys.pcu, queryFn: ({ signal }) => api.pcu(signal), staleTime: 60_000 });
}

export function useCamera(id: string) {
  const { api } = useSite();
  return useQuery({ queryKey: queryKeys.camera(id), queryFn: ({ signal }) => api.camera(id, signal) });
}

/** How many incidents somebody has to see to; told anew whenever one changes. */
export function useIncidentSummary() {
  const { api } = useSite();
  return useQuery({ queryKey: queryKeys.incidentSummary, queryFn: ({ signal }) => api.incidentSummary(signal) });
}
