import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../../scripts/run-program.ts';
import { findFfmpeg } from '../../workers/ingest/index.ts';
import type { BenchSite } from './bench-site.ts';
import { createRtspServer, freePort, type RtspProgram, type RtspServer } from './rtsp-servers.ts';

/** A camera of the site and the server that plays its part. */
export interface OutageStand {
  readonly id: string;
  /** For people: which program, over what. */
  readonly name: string;
  readonly program: RtspProgram;
  readonly transport: 'tcp' | 'udp';
  readonly server: RtspServer;
}

const PARTS = [
  { id: 'north-bridge', program: 'GStreamer', transport: 'tcp' },
  { id: 'market-street', program: 'GStreamer', transport: 'udp' },
  { id: 'station-road', program: 'VLC', transport: 'udp' },
] as const;
/** So that no clip comes to its end while a server is up. */
const PASSES = 20;
const DEMO = path.join(repositoryRoot, 'assets', 'demo');

const pointSchema = z.tuple([z.number(), z.number()]).transform(([x, y]) => ({ x, y }));
const demoSchema = z.object({
  cameras: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      file: z.string(),
      lines: z.array(z.object({ name: z.string(), from: pointSchema, to: pointSchema })),
    }),
  ),
});

function demoCamera(id: string): z.infer<typeof demoSchema>['cameras'][number] {
  const { cameras } = demoSchema.parse(JSON.parse(readFileSync(path.join(DEMO, 'demo.json'), 'utf8')));
  const found = cameras.find((camera) => camera.id === id);
  if (found === undefined) throw new Error(`the demo has no camera ${id}`);
  return found;
}

/** The demo clips, many times over without decoding them, each with a server that was not started yet. */
export async function buildStands(folder: string): Promise<OutageStand[]> {
  const ffmpeg = await findFfmpeg();
  if (!ffmpeg.ok) throw new Error(`${ffmpeg.failure.message} ${ffmpeg.failure.hint}`);
  const stands: OutageStand[] = [];
  for (const part of PARTS) {
    const file = path.join(folder, `${part.id}.mp4`);
    const input = ['-stream_loop', String(PASSES), '-i', path.join(DEMO, demoCamera(part.id).file)];
    execFileSync(ffmpeg.value.path, ['-nostdin', '-v', 'error', ...input, '-c', 'copy', file]);
    const server = createRtspServer({ program: part.program, port: await freePort(), file });
    stands.push({ ...part, name: `${part.program} over ${part.transport.toUpperCase()}`, server });
  }
  return stands;
}

/** Makes the stands cameras of the site, with the lines of the demo. */
export async function addCameras(site: BenchSite, stands: readonly OutageStand[]): Promise<void> {
  for (const { id, server, transport } of stands) {
    const { name, lines } = demoCamera(id);
    await site.api('POST', 'cameras', { id, name, source: { kind: 'rtsp', url: server.url, transport } });
    for (const line of lines) await site.api('POST', `cameras/${id}/lines`, line);
  }
}
