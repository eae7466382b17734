import { useMutation, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../state/index.ts';

/** A change to the movements of a camera; what was fetched of them is fetched again. */
export function useSaving<T, R>(cameraId: string, change: (what: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: queryKeys.cameras });
      void queries.invalidateQueries({ queryKey: ['traffic', cameraId] });
    },
  });
}
