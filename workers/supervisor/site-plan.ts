import type { ProcessPlan } from './managed-process.ts';

/** What a site is started with, whichever host starts it. */
export interface SiteLaunch {
  /** Folder of the entry files, and their ending: `.ts` from source, `.js` from a build. */
  readonly entries: string;
  readonly ending: '.ts' | '.js';
  readonly dataFolder: string;
  readonly modelsFolder: string;
  readonly demoFolder: string;
  readonly rendererFolder: string;
  readonly host: 'desktop' | 'site';
  readonly port: number;
  readonly version: string;
  readonly cameraProcesses: number;
  /** Key of the secrets at rest, base64. */
  readonly dataKey: string;
  /** Seeds the demo site into an empty data folder. */
  readonly demo: boolean;
  readonly threads: number;
  /** Origins besides the gateway's own that may talk to it: the desktop's app protocol. */
  readonly origins: readonly string[];
  readonly allowedFolders: readonly string[];
  readonly ffmpeg: string;
  /** Tells this launch from others: what was chosen on a screen since goes before what it was started with. */
  readonly launchId: string;
  /** The detector that suits the machine. */
  readonly defaultModel: string;
  /** The detector that was asked for; null leaves it to the site's choice. */
  readonly askedModel: string | null;
  readonly timeZone: string;
  /** Desktop only: lets the windows of this launch in. */
  readonly launchToken?: string;
}

/** The processes of a site, in the order they are started. */
export function planSite(launch: SiteLaunch): readonly ProcessPlan[] {
  const settings = {
    dataFolder: launch.dataFolder,
    modelsFolder: launch.modelsFolder,
    demoFolder: launch.demoFolder,
    rendererFolder: launch.rendererFolder,
    host: launch.host,
    port: String(launch.port),
    version: launch.version,
    shards: String(launch.cameraProcesses),
    demo: launch.demo ? 'yes' : 'no',
    threads: String(launch.threads),
    origins: launch.origins.join(' '),
    allowedFolders: JSON.stringify(launch.allowedFolders),
    ffmpeg: launch.ffmpeg,
    launchId: launch.launchId,
    defaultModel: launch.defaultModel,
    ...(launch.askedModel === null ? {} : { askedModel: launch.askedModel }),
    timeZone: launch.timeZone,
    siteName: launch.demo ? 'Demo site' : 'My site',
    ...(launch.launchToken === undefined ? {} : { launchToken: launch.launchToken }),
  };
  const plan = (name: string, entry: string, more: Record<string, string> = {}): ProcessPlan => ({
    name,
    file: `${launch.entries}/${entry}${launch.ending}`,
    settings: { ...settings, ...more },
    dataKey: entry === 'store' ? launch.dataKey : null,
  });
  const cameras = Array.from({ length: launch.cameraProcesses }, (_, shard) =>
    plan(`camera-${shard}`, 'camera', { shard: String(shard) }),
  );
  return [
    plan('store', 'store'),
    plan('inference-0', 'inference'),
    ...cameras,
    plan('site', 'site'),
    plan('gateway', 'gateway'),
  ];
}
