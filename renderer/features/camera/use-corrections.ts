import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CrossingRow } from '../../../domain/contracts/api.ts';
import type { CorrectionInput } from '../../../domain/contracts/corrections.ts';
import { askNumbersAgain, mayDo, useSignedIn, useSite } from '../../state/index.ts';

export interface Corrections {
  readonly may: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  /** True once the site has stored it and the numbers are asked anew. */
  readonly correct: (row: CrossingRow, correction: CorrectionInput) => Promise<boolean>;
  readonly takeBack: (correctionId: string) => Promise<boolean>;
  readonly forgetError: () => void;
}

/** Correcting crossings of a camera; every number that hangs on them is asked again. */
export function useCorrections(cameraId: string): Corrections {
  const { api } = useSite();
  const { role } = useSignedIn();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: () => askNumbersAgain(queries, cameraId),
  });
  const attempt = (work: () => Promise<unknown>): Promise<boolean> =>
    change.mutateAsync(work).then(
      () => true,
      () => false,
    );
  return {
    may: mayDo(role, 'correct'),
    busy: change.isPending,
    error: change.error,
    correct: ({ sessionId, track, lineVersionId, ordinal }, correction) =>
      attempt(() => api.correct({ sessionId, track, lineVersionId, ordinal }, correction)),
    takeBack: (correctionId) => attempt(() => api.takeBackCorrection(correctionId)),
    forgetError: change.reset,
  };
}
