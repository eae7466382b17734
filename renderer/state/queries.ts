import { useQuery } from '@tanstack/react-query';
import { useSite } from './site-context.tsx';

/** Keys of what is fetched; a notice of change names the first word. */
export const queryKeys = {
  cameras: ['cameras'] as const,
  camera: (id: string) => ['cameras', id] as const,
  counts: (id: string, from: number) => ['counts', id, from] as const,
  volumes: (id: string) => ['volumes', id] as const,
  crossings: (id: string, lineId: string, from: number) => ['crossings', id, lineId, from] as const,
  track: (sessionId: string, track: number) => ['track', sessionId, track] as const,
  calibration: (id: string) => ['calibration', id] as const,
  models: ['models'] as const,
  modelImports: ['model-imports'] as const,
  system: ['system'] as const,
  /** Asked anew with every notice that cameras changed. */
  changes: (id: string) => ['cameras', id, 'changes'] as const,
  gaps: (id: string) => ['gaps', id] as const,
  events: (before: string | null) => ['events', before] as const,
};

export function useCameras() {
  const { api } = useSite();
  return useQuery({ queryKey: queryKeys.cameras, queryFn: ({ signal }) => api.cameras(signal) });
}

export function useCamera(id: string) {
  const { api } = useSite();
  return useQuery({ queryKey: queryKeys.camera(id), queryFn: ({ signal }) => api.camera(id, signal) });
}
