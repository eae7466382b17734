import { z } from 'zod';
import type { CameraConfig } from '../../../domain/contracts/camera-config.ts';
import { uuidSchema } from '../../../domain/contracts/ids.ts';
import { journeysSchema, lineSpeedsSchema } from '../../../domain/contracts/journey-api.ts';
import type { JourneysView, LineSpeedsView } from '../../../domain/contracts/journey-api.ts';
import { headwaysOf } from '../../../domain/traffic/headway/headways.ts';
import type { Headway } from '../../../domain/traffic/headway/headways.ts';
import { lineDistributions, lineFigures } from '../../../domain/traffic/headway/line-figures.ts';
import { travelTimes } from '../../../domain/traffic/journey/travel-times.ts';
import { zoneJourneys } from '../../../domain/traffic/journey/zone-journeys.ts';
import type { GatewayReader } from '../base/ports.ts';
import { problem } from '../base/problem.ts';
import { cameraParams, existingCamera } from './context.ts';
import type { Api, GatewayContext } from './context.ts';

const tags = ['Speeds and journeys'];
const MOST_BINS = 500;
const momentSchema = z.coerce.number().int().nonnegative();
const stretchSchema = z.object({ from: momentSchema, to: momentSchema, sessionId: uuidSchema.optional() });
const binsSchema = stretchSchema.extend({
  bin: z.enum(['60', '300', '900', '3600']).default('900').describe('Seconds'),
});

/** Speeds and gaps at lines, journeys from zone to zone and from line to line: all worked out from stored rows. */
export function journeyRoutes(api: Api, context: GatewayContext): void {
  const { reader } = context.options;
  const explained = 'Live sessions only unless a session is named. Who walks is not in here.';
  api.get(
    '/cameras/:id/speeds',
    {
      schema: {
        tags,
        summary: 'Speeds, headways and gaps at each line and direction, bin by bin',
        description: `${explained} Headways over what nobody watched are left out.`,
        params: cameraParams,
        querystring: binsSchema,
        response: { 200: lineSpeedsSchema },
      },
    },
    async (request) => {
      const camera = await existingCamera(context, request.params.id);
      const { from, to, bin, sessionId } = request.query;
      checkStretch(from, to, Number(bin));
      const stretch = { cameraId: camera.id, fromUtcUs: from, toUtcUs: to, sessionId: sessionId ?? null };
      return lineSpeedsView(camera, { ...stretch, seconds: Number(bin) }, await reader.passages(stretch));
    },
  );
  api.get(
    '/cameras/:id/journeys',
    {
      schema: {
        tags,
        summary: 'Stays in zones, the zone transition matrix, and travel times between lines',
        description: `${explained} Stays count when they end.`,
        params: cameraParams,
        querystring: stretchSchema,
        response: { 200: journeysSchema },
      },
    },
    async (request) => {
      const camera = await existingCamera(context, request.params.id);
      const { from, to, sessionId } = request.query;
      checkStretch(from, to, to - from);
      const stretch = { cameraId: camera.id, fromUtcUs: from, toUtcUs: to, sessionId: sessionId ?? null };
      return journeysView(camera, stretch, await reader.passages(stretch), await reader.zoneVisits(stretch));
    },
  );
}

type Passages = Awaited<ReturnType<GatewayReader['passages']>>;
type Visits = Awaited<ReturnType<GatewayReader['zoneVisits']>>;
interface Stretch {
  readonly fromUtcUs: number;
  readonly toUtcUs: number;
}

function checkStretch(from: number, to: number, seconds: number): void {
  if (to <= from)
    throw problem(400, 'bad-range', '"to" must be later than "from".', 'Exchange the two, or widen the range.');
  if ((to - from) / (seconds * 1e6) <= MOST_BINS) return;
  const hint = 'Ask for longer bins or a shorter range.';
  throw problem(400, 'range-too-long', `That would be more than ${MOST_BINS} bins.`, hint);
}

/** Each line in each direction in which anybody passed it. */
export function lineSpeedsView(
  camera: CameraConfig,
  stretch: Stretch & { readonly seconds: number },
  { passages, watched, truncated }: Passages,
): LineSpeedsView {
  const { fromUtcUs, toUtcUs, seconds } = stretch;
  const lines = camera.lines.flatMap(({ lineId, name, inName, outName }) =>
    (['in', 'out'] as const).flatMap((direction) => {
      const own = passages.filter((one) => one.lineId === lineId && one.direction === direction);
      if (own.length === 0) return [];
      // A line that was moved is another place: no headway leads from one version to the next.
      const versions = [...new Set(own.map(({ lineVersionId }) => lineVersionId))];
      const headways = versions.flatMap((versionId) =>
        headwaysOf(
          own.filter(({ lineVersionId }) => lineVersionId === versionId),
          watched,
        ),
      );
      const named = { lineId, lineName: name, direction, directionName: direction === 'in' ? inName : outName };
      return [
        {
          ...named,
          whole: lineFigures(own, headways),
          distributions: mutable(lineDistributions(own, headways)),
          bins: binsOf(own, headways, stretch),
        },
      ];
    }),
  );
  return { cameraId: camera.id, fromUtcUs, toUtcUs, binSeconds: seconds, truncated, lines };
}

function mutable({ speedsKmh, headways, gapMetres }: ReturnType<typeof lineDistributions>) {
  return { speedsKmh: [...speedsKmh], headways: [...headways], gapMetres: [...gapMetres] };
}

function binsOf(
  passages: Passages['passages'],
  headways: readonly Headway[],
  { fromUtcUs, toUtcUs, seconds }: Stretch & { readonly seconds: number },
) {
  const length = seconds * 1e6;
  const bins: (ReturnType<typeof lineFigures> & { startUtcUs: number })[] = [];
  for (let startUtcUs = Math.floor(fromUtcUs / length) * length; startUtcUs < toUtcUs; startUtcUs += length) {
    const within = ({ utcUs }: { readonly utcUs: number }) => utcUs >= startUtcUs && utcUs < startUtcUs + length;
    bins.push({ startUtcUs, ...lineFigures(passages.filter(within), headways.filter(within)) });
  }
  return bins;
}

/** Zones and lines by the names that they have now. */
export function journeysView(
  camera: CameraConfig,
  { fromUtcUs, toUtcUs }: Stretch,
  { passages, truncated }: Passages,
  visits: Visits,
): JourneysView {
  const zoneName = new Map(camera.zones.map(({ zoneId, name }) => [zoneId, name]));
  const lineName = new Map(camera.lines.map(({ lineId, name }) => [lineId, name]));
  const found = zoneJourneys(visits.visits);
  return {
    ...{ cameraId: camera.id, fromUtcUs, toUtcUs, truncated: truncated || visits.truncated },
    journeys: found.journeys,
    stays: found.stays.map((stay) => ({ ...stay, zoneName: zoneName.get(stay.zoneId) ?? '' })),
    transitions: found.transitions.map((cell) => ({
      ...cell,
      fromZoneName: zoneName.get(cell.fromZoneId) ?? '',
      toZoneName: zoneName.get(cell.toZoneId) ?? '',
    })),
    travelTimes: travelTimes(passages).map(({ from, to, seconds }) => ({
      ...{ fromLineId: from.lineId, fromLineName: lineName.get(from.lineId) ?? '', fromDirection: from.direction },
      ...{ toLineId: to.lineId, toLineName: lineName.get(to.lineId) ?? '', toDirection: to.direction },
      seconds,
    })),
  };
}
