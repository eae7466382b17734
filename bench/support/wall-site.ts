import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { buildIfStale } from '../../scripts/build-if-stale.ts';
import { repositoryRoot } from '../../scripts/run-program.ts';
import { socketPath } from '../../workers/runtime/addresses.ts';
import { type Child, startChild } from './child-lines.ts';
import { recordWall } from './wall-recording.ts';
import { wallCameras } from './wall-store.ts';

/** Sixteen cameras and the gateway before them, each in a process of its own as in the product. */
export interface WallSite {
  readonly url: string;
  /** Signs a page in at once. */
  readonly link: string;
  readonly token: string;
  readonly cameras: number;
  /** Which cameras the gateway asks for at this moment. */
  watched(): readonly string[];
  /** Views that the cameras have sent so far. */
  published(): number;
  /** Processor time used so far, as it was last told. */
  cpuMs(): { readonly cameras: number; readonly gateway: number };
  stop(): Promise<void>;
}

export const CAMERAS = 16;
const toldSchema = z.object({
  watched: z.array(z.string()).optional(),
  published: z.number().optional(),
  cpuMs: z.number().optional(),
});

/** Records, builds and starts what a wall needs. */
export async function startWallSite(folder: string, fps: number): Promise<WallSite> {
  if (!(await buildIfStale(repositoryRoot))) throw new Error('the build failed');
  // A copy: a build that somebody starts in the meantime does not change what is measured.
  const screens = path.join(folder, 'screens');
  cpSync(path.join(repositoryRoot, 'dist', 'renderer'), screens, { recursive: true });
  const recording = path.join(folder, 'recording');
  await recordWall(recording);
  mkdirSync(path.join(folder, 'sockets'), { mode: 0o700 });
  const secret = randomUUID();
  const launchToken = randomUUID();
  const common = {
    path: socketPath(path.join(folder, 'sockets'), 'cameras'),
    secret,
    cameras: wallCameras(CAMERAS),
    fps,
  };
  const cameras = startChild('wall-cameras.ts', { ...common, recording });
  await cameras.next();
  let watched: readonly string[] = [];
  let published = 0;
  const cpuMs = { cameras: 0, gateway: 0 };
  cameras.onLine((line) => {
    const told = toldSchema.parse(line);
    watched = told.watched ?? watched;
    published = told.published ?? published;
    cpuMs.cameras = told.cpuMs ?? cpuMs.cameras;
  });
  const gateway: Child = startChild('wall-gateway.ts', { ...common, screens, launchToken });
  const { port } = z.object({ port: z.number() }).parse(await gateway.next());
  gateway.onLine((line) => {
    cpuMs.gateway = toldSchema.parse(line).cpuMs ?? cpuMs.gateway;
  });
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    link: `${url}#token=${launchToken}`,
    token: await signIn(url, launchToken),
    cameras: CAMERAS,
    watched: () => watched,
    published: () => published,
    cpuMs: () => ({ ...cpuMs }),
    async stop() {
      await gateway.stop();
      await cameras.stop();
    },
  };
}

async function signIn(url: string, token: string): Promise<string> {
  const answer = await fetch(`${url}api/v1/sign-in/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  return z.object({ accessToken: z.string() }).parse(await answer.json()).accessToken;
}
