import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { findFfmpeg } from '../../workers/ingest/index.ts';
import type { BenchSite } from './bench-site.ts';
import { demoCamera } from './demo-clips.ts';
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

/** The demo clips, many times over without decoding them, each with a server that was not started yet. */
export async function buildStands(folder: string): Promise<OutageStand[]> {
  const ffmpeg = await findFfmpeg();
  if (!ffmpeg.ok) throw new Error(`${ffmpeg.failure.message} ${ffmpeg.failure.hint}`);
  const stands: OutageStand[] = [];
  for (const part of PARTS) {
    const file = path.join(folder, `${part.id}.mp4`);
    const input = ['-stream_loop', String(PASSES), '-i', demoCamera(part.id).file];
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
