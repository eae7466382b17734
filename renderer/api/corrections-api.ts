import { z } from 'zod';
import type { CorrectionInput, CrossingKey } from '../../domain/contracts/corrections.ts';
import type { Client } from './client.ts';

const correctedSchema = z.object({ correctionId: z.uuid() });

export function correctionRoutes(call: Client['call']) {
  return {
    correct: (key: CrossingKey, correction: CorrectionInput) =>
      call({
        method: 'POST',
        path: `/crossings/${key.sessionId}/${key.track}/${key.lineVersionId}/${key.ordinal}/corrections`,
        body: correction,
        answer: correctedSchema,
      }),
    takeBackCorrection: (correctionId: string) =>
      call({ method: 'POST', path: `/corrections/${correctionId}/take-back`, body: {}, answer: z.unknown() }),
  };
}
