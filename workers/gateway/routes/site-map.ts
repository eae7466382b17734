import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { flowsSchema, mapPackSchema, mapPacksSchema } from '../../../domain/contracts/site-map.ts';
import type { MapPack } from '../../../domain/contracts/site-map.ts';
import { notFound, problem } from '../base/problem.ts';
import { LONGEST_RANGE, byteRange } from '../maps/byte-range.ts';
import type { ByteRange } from '../maps/byte-range.ts';
import { findMapPack, listMapPacks, readMapPack } from '../maps/map-packs.ts';
import type { Api, GatewayContext } from './context.ts';

const tags = ['Map'];
/** The minute that ended just now may still wait for its last crossing. */
const SETTLING_US = 5_000_000;

export function siteMapRoutes(api: Api, context: GatewayContext): void {
  flowRoutes(api, context);
  packRoutes(api, context);
}

function flowRoutes(api: Api, { options }: GatewayContext): void {
  api.get(
    '/flows',
    {
      schema: {
        tags,
        summary: 'What passed the lines of all cameras lately',
        description: 'In whole minutes that have ended, of live cameras.',
        querystring: z.object({ seconds: z.enum(['60', '300', '900', '3600']).default('300') }),
        response: { 200: flowsSchema },
      },
    },
    (request) => {
      const toUtcUs = options.clock.nowUtcUs() - SETTLING_US;
      const minute = 60_000_000;
      const end = Math.floor(toUtcUs / minute) * minute;
      return options.reader.flows({ fromUtcUs: end - Number(request.query.seconds) * 1_000_000, toUtcUs: end });
    },
  );
}

function packRoutes(api: Api, { options: { mapFolder } }: GatewayContext): void {
  api.get(
    '/map-packs',
    { schema: { tags, summary: 'Maps that the site has put into its folder', response: { 200: mapPacksSchema } } },
    async () => ({ folder: mapFolder, packs: [...(await listMapPacks(mapFolder))] }),
  );
  api.get(
    '/map-packs/:name',
    {
      schema: {
        tags,
        summary: 'A stretch of a map (PMTiles)',
        description: `Needs a Range of at most ${LONGEST_RANGE} bytes: bytes=START-END. Answers 206.`,
        params: z.object({ name: mapPackSchema.shape.name }),
        response: {
          206: { content: { 'application/vnd.pmtiles': { schema: z.string().meta({ format: 'binary' }) } } },
        },
      },
    },
    async (request, reply) => {
      const pack = await findMapPack(mapFolder, request.params.name);
      if (pack === null) throw notFound('map');
      const range = byteRange(request.headers.range, pack.bytes);
      if (range === null) throw badRange(pack.bytes);
      sendStretch(reply, pack, range, await readMapPack(mapFolder, pack.name, range));
    },
  );
}

function sendStretch(reply: FastifyReply, pack: MapPack, { start, end }: ByteRange, bytes: Buffer): void {
  void reply
    .code(206)
    .headers({
      'content-range': `bytes ${start}-${end}/${pack.bytes}`,
      'accept-ranges': 'bytes',
      etag: `"${pack.bytes.toString(36)}-${pack.changedUtcUs.toString(36)}"`,
      'cache-control': 'no-store',
    })
    .type('application/vnd.pmtiles')
    .send(bytes);
}

function badRange(size: number) {
  return problem(
    416,
    'bad-map-range',
    `The map has ${size} bytes, and a stretch of it is at most ${LONGEST_RANGE} long.`,
    'Ask with the header Range: bytes=START-END, START within the file.',
  );
}
