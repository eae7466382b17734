import { z } from 'zod';
import { cameraChangeViewSchema } from '../../domain/contracts/changes.ts';
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
    changes: (cameraId: string, from: number, to: number, signal: AbortSignal | undefined) =>
      call({
        path: `/cameras/${encodeURIComponent(cameraId)}/changes`,
        query: { from, to },
        answer: z.array(cameraChangeViewSchema),
        signal,
      }),
    takeBackCorrection: (correctionId: string) =>
      call({ method: 'POST', path: `/corrections/${correctionId}/take-back`, body: {}, answer: z.unknown() }),
  };
}
