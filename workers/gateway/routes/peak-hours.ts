import { z } from 'zod';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import { peakHoursSchema } from '../../../domain/contracts/traffic-api.ts';
import type { PeakHours } from '../../../domain/contracts/traffic-api.ts';
import { peakHour } from '../../../domain/traffic/peak-hour.ts';
import { factorsOf } from '../../../domain/traffic/pcu.ts';
import type { PcuFactors } from '../../../domain/traffic/pcu-tables.ts';
import { bothUnits } from '../traffic/both-units.ts';
import { cameraParams, existingCamera } from './context.ts';
import type { Api, GatewayContext } from './context.ts';
import { pcuOfSite } from './pcu.ts';
import { checkRange, momentSchema } from './ranges.ts';

interface CountedBin {
  readonly startUtcUs: number;
  readonly watchedShare: number;
  readonly cells: readonly { readonly class: string; readonly count: number }[];
}

export function peakHourRoutes(api: Api, context: GatewayContext): void {
  const { reader } = context.options;
  api.get(
    '/cameras/:id/peak-hours',
    {
      schema: {
        tags: ['Numbers'],
        summary: 'The peak hour and its factor, of every line and direction and of every movement',
        description: 'Hours with gaps in the watching are told apart: their volume may be too low.',
        params: cameraParams,
        querystring: z.object({
          ...{ from: momentSchema, to: momentSchema, sessionId: uuidSchema.optional() },
          step: z.enum(['300', '900']).default('900').describe('Seconds that the hour slides by'),
        }),
        response: { 200: peakHoursSchema },
      },
    },
    async (request): Promise<PeakHours> => {
      const camera = await existingCamera(context, request.params.id);
      const { from, to, sessionId, step } = request.query;
      const stepSeconds = Number(step);
      checkRange(from, to, stepSeconds);
      const range = { cameraId: camera.id, fromUtcUs: from, toUtcUs: to, sessionId: sessionId ?? null };
      const choice = await pcuOfSite(reader);
      const lines = (await reader.volumes({ ...range, binSeconds: stepSeconds })).bins;
      const ways = (await reader.movementVolumes({ ...range, binSeconds: stepSeconds })).bins;
      const answer = rowMaker(stepSeconds, factorsOf(choice));
      const rows = [
        ...camera.lines.flatMap((line) =>
          (['in', 'out'] as const).map((direction) => ({
            ...{ kind: 'line' as const, id: line.lineId, direction },
            name: `${line.name}: ${direction === 'in' ? line.inName : line.outName}`,
            ...answer(lines, (cell) => cell.lineId === line.lineId && cell.direction === direction),
          })),
        ),
        ...camera.movements.map(({ movementId, name }) => ({
          ...{ kind: 'movement' as const, id: movementId, direction: null, name },
          ...answer(ways, (cell) => cell.movementId === movementId),
        })),
        {
          ...{ kind: 'all-movements' as const, id: null, direction: null, name: '' },
          ...answer(ways, (cell) => cell.movementId !== null),
        },
      ];
      return { cameraId: camera.id, stepSeconds, pcuTable: choice.table, rows };
    },
  );
}

/** The peak hour of the cells that belong to one row, in both units. */
function rowMaker(stepSeconds: number, factors: PcuFactors) {
  return <B extends CountedBin>(bins: readonly B[], belongs: (cell: B['cells'][number]) => boolean) => {
    const volumes = bins.map(({ startUtcUs, watchedShare, cells }) => ({
      ...{ startUtcUs, watchedShare },
      ...bothUnits(factors, cells.filter(belongs)),
    }));
    const of = (unit: 'vehicles' | 'pcu') =>
      peakHour(
        volumes.map((bin) => ({ ...bin, volume: bin[unit] })),
        stepSeconds,
      );
    return { vehicles: of('vehicles'), pcu: of('pcu') };
  };
}
