import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fail, ok, type Result } from '../../domain/base/result.ts';
import type { SiteLaunch } from './site-plan.ts';

/** What a person, or a host for them, says about a start; everything else follows from the machine. */
export interface SiteWish {
  readonly host: 'desktop' | 'site';
  readonly version: string;
  /** Folder of the entry files: the build, or the sources in tests. */
  readonly entries: string;
  readonly ending: '.ts' | '.js';
  /** Holds `models` and `assets`, as files that other programs can open. */
  readonly shippedFolder: string;
  readonly rendererFolder: string;
  readonly dataFolder: string;
  readonly dataKey: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly demo: boolean;
  /** 0: what suits the machine. */
  readonly threads: number;
  readonly media: readonly string[];
  readonly model: string | null;
  readonly ffmpeg: string;
  readonly origins: readonly string[];
  readonly launchToken?: string;
}

/** Fills in what a start needs beyond the wish: the same for every host, so that both start the same site. */
export async function launchOf(wish: SiteWish): Promise<Result<SiteLaunch>> {
  const unknown = unknownModel(wish);
  if (unknown !== null) return unknown;
  const cores = os.availableParallelism();
  const demoFolder = path.join(wish.shippedFolder, 'assets', 'demo');
  return ok({
    entries: wish.entries,
    ending: wish.ending,
    dataFolder: wish.dataFolder,
    modelsFolder: path.join(wish.shippedFolder, 'models'),
    demoFolder,
    rendererFolder: wish.rendererFolder,
    host: wish.host,
    port: await choosePort(wish.port),
    version: wish.version,
    cameraProcesses: Math.max(1, Math.min(4, Math.floor(cores / 4))),
    dataKey: wish.dataKey,
    demo: wish.demo,
    threads: wish.threads > 0 ? wish.threads : Math.min(4, Math.max(1, cores)),
    origins: wish.origins,
    allowedFolders: [demoFolder, path.join(wish.dataFolder, 'media'), ...wish.media],
    ffmpeg: wish.ffmpeg,
    // Two cores carry six cameras with it at 12 frames a second each; a single one would fall below 8.
    defaultModel: cores >= 2 ? 'roadside-n' : 'stopgap-448x256',
    askedModel: wish.model,
    launchId: randomUUID(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(wish.launchToken === undefined ? {} : { launchToken: wish.launchToken }),
  });
}

/** A mistyped name is said at once: a site that counts with another detector than was asked for would surprise later. */
function unknownModel({ model, dataFolder, shippedFolder }: SiteWish): Result<never> | null {
  const roots = [path.join(dataFolder, 'models'), path.join(shippedFolder, 'models')];
  const known = [...new Set(roots.filter((root) => existsSync(root)).flatMap((root) => readdirSync(root)))].sort();
  if (model === null || known.includes(model)) return null;
  const hint = `There is: ${known.join(', ') || 'none'}. Put its folder into ${roots[0]} or choose another one.`;
  return fail('model-missing', `there is no model "${model}"`, hint);
}

/** A port that is free now. It is chosen once, so that screens find a restarted gateway where it was. */
function choosePort(wanted: number): Promise<number> {
  if (wanted !== 0) return Promise.resolve(wanted);
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Makes the data folder and its folder for recordings, for their owner alone. */
export function prepareDataFolder(folder: string): Result<void> {
  try {
    mkdirSync(path.join(folder, 'media'), { recursive: true, mode: 0o700 });
    return ok(undefined);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('data-folder', `cannot use ${folder}: ${reason}`, 'Choose a folder that you may write to with --data.');
  }
}
