import { z } from 'zod';
import { approachesSchema } from '../../../domain/contracts/approach-api.ts';
import type { ApproachesView } from '../../../domain/contracts/approach-api.ts';
import type { CameraConfig } from '../../../domain/contracts/camera-config.ts';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import { factorsOf } from '../../../domain/traffic/pcu.ts';
import type { PcuChoice } from '../../../domain/traffic/pcu.ts';
import { delayLimitsOf } from '../../../domain/traffic/queue/approach.ts';
import { approachFigures, binMinutes } from '../../../domain/traffic/queue/approach-figures.ts';
import type { StoredMinute } from '../../../domain/traffic/queue/approach-figures.ts';
import { problem } from '../base/problem.ts';
import { cameraParams, existingCamera } from './context.ts';
import type { Api, GatewayContext } from './context.ts';
import { pcuOfSite } from './pcu.ts';

const tags = ['Queues'];
const MOST_BINS = 2000;
const momentSchema = z.coerce.number().int().nonnegative();
const BINS = ['60', '300', '900', '3600'] as const;
const querySchema = z.object({
  from: momentSchema,
  to: momentSchema,
  bin: z.enum(BINS).default('900').describe('Seconds'),
  sessionId: uuidSchema.optional(),
});

/** Queues, delays and levels of service at stop lines. */
export function approachRoutes(api: Api, context: GatewayContext): void {
  const { reader } = context.options;
  api.get(
    '/cameras/:id/approaches',
    {
      schema: {
        tags,
        summary: 'Queue, delay and level of service of every approach, bin by bin',
        description:
          'Live sessions only unless a session is named. A bin that nobody watched has no queue, not an empty one.',
        params: cameraParams,
        querystring: querySchema,
        response: { 200: approachesSchema },
      },
    },
    async (request) => {
      const camera = await existingCamera(context, request.params.id);
      const { from, to, sessionId } = request.query;
      const seconds = Number(request.query.bin);
      checkStretch(from, to, seconds);
      const stretch = wholeBins(from, to, seconds);
      const minutes = await reader.approachMinutes({ cameraId: camera.id, ...stretch, sessionId: sessionId ?? null });
      return approachesView(camera, await pcuOfSite(reader), stretch, minutes);
    },
  );
}

interface Stretch {
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
  readonly seconds: number;
}

function wholeBins(from: number, to: number, seconds: number): Stretch {
  const length = seconds * 1e6;
  return { fromUtcUs: Math.floor(from / length) * length, toUtcUs: Math.ceil(to / length) * length, seconds };
}

function checkStretch(from: number, to: number, seconds: number): void {
  if (to <= from)
    throw problem(400, 'bad-range', '"to" must be later than "from".', 'Exchange the two, or widen the range.');
  if ((to - from) / (seconds * 1e6) <= MOST_BINS) return;
  const hint = 'Ask for longer bins or a shorter range.';
  throw problem(400, 'range-too-long', `That would be more than ${MOST_BINS} bins.`, hint);
}

/** Every zone of the camera that is an approach now, with what was measured of it whatever its version was then. */
export function approachesView(
  camera: CameraConfig,
  pcu: PcuChoice,
  stretch: Stretch,
  minutes: readonly (StoredMinute & { readonly zoneId: string })[],
): ApproachesView {
  const { fromUtcUs, toUtcUs, seconds } = stretch;
  const factors = factorsOf(pcu);
  const approaches = camera.zones.flatMap(({ zoneId, name, approach }) => {
    if (approach === null || approach === undefined) return [];
    const judged = { factors, limits: delayLimitsOf(approach) };
    const own = minutes.filter((minute) => minute.zoneId === zoneId);
    const bins = binMinutes(own, stretch).map((bin) => ({
      startUtcUs: bin.startUtcUs,
      ...approachFigures(bin.minutes, seconds, judged),
    }));
    const whole = approachFigures(own, (toUtcUs - fromUtcUs) / 1e6, judged);
    const stopLine = camera.lines.find(({ lineId }) => lineId === approach.stopLineId);
    return [{ zoneId, name, stopLineName: stopLine?.name ?? null, plan: approach, whole, bins }];
  });
  return { cameraId: camera.id, fromUtcUs, toUtcUs, binSeconds: seconds, pcuTable: pcu.table, approaches };
}
