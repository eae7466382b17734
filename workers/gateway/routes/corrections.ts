import { z } from 'zod';
import { correctionDraftSchema, crossingKeySchema, takeBackSchema } from '../../../domain/contracts/corrections.ts';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import { signedIn } from '../auth/authenticate.ts';
import { valueOf } from '../base/problem.ts';
import { emptySchema } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const tags = ['Corrections'];
/** In an address everything is text. */
const crossingParams = crossingKeySchema.extend({
  track: z.coerce.number().int().positive(),
  ordinal: z.coerce.number().int().positive(),
});

/** What people say about crossings that were counted wrongly. Every crossing lists what was said of it: `GET /crossings`. */
export function correctionRoutes(api: Api, context: GatewayContext): void {
  const { command } = context.options;
  api.post(
    '/crossings/:sessionId/:track/:lineVersionId/:ordinal/corrections',
    {
      schema: {
        tags,
        summary: 'Reject a crossing, change its class, merge it with another one, or split it',
        description:
          'Totals follow at once. The crossing itself, the author, the time and the reason stay; the newest correction ' +
          'that was not taken back stands, whatever class the vehicle gets later. Retro-counts do not know corrections.',
        params: crossingParams,
        body: correctionDraftSchema,
        response: { 200: z.object({ correctionId: uuidSchema }) },
      },
    },
    async (request) => {
      const params = { actor: signedIn(request).user, crossing: request.params, correction: request.body };
      return valueOf(await command('crossing.correct', params));
    },
  );
  api.post(
    '/corrections/:correctionId/take-back',
    {
      schema: {
        tags,
        summary: 'Take a correction back',
        description: 'What was said before it holds again, or the crossing counts as it was found.',
        params: z.object({ correctionId: uuidSchema }),
        body: takeBackSchema,
        response: { 200: emptySchema },
      },
    },
    async (request) => {
      const { correctionId } = request.params;
      const params = { actor: signedIn(request).user, correctionId, reason: request.body.reason };
      return valueOf(await command('correction.take-back', params));
    },
  );
}
