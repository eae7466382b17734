import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { ok } from '../../domain/base/result.ts';
import { launchOf, openSite, planSite, prepareDataFolder, type SiteWish } from '../../workers/supervisor/index.ts';
import { createElectronHost } from '../host/electron-host.ts';
import { APP_ORIGIN } from '../security/app-address.ts';
import { openDataKey } from '../security/data-key.ts';
import type { Desktop } from './desktop.ts';
import type { HostModule } from './host-module.ts';

/** All processes of the site, under one supervisor. */
export function siteModule(desktop: Desktop): HostModule {
  return {
    name: 'site',
    async start() {
      const { electron, log, options, paths } = desktop;
      const folder = prepareDataFolder(paths.data);
      if (!folder.ok) return folder;
      const key = await openDataKey(paths.data, electron);
      if (!key.ok) return key;
      if (key.value.kept === 'file')
        log.write('warn', 'the key of the secrets is kept in a file that only its owner reads', { why: key.value.why });
      const token = randomBytes(32).toString('hex');
      const launch = await launchOf(wishOf(desktop, key.value.key, token));
      if (!launch.ok) return launch;
      const site = await openSite({
        host: createElectronHost(electron),
        plans: planSite(launch.value),
        logFolder: path.join(paths.data, 'logs'),
        printLog: options.verbose,
        onReopened(url) {
          desktop.gateway = { url, token };
          // Who was signed in at the gateway before is not any more; a fresh page signs in by itself.
          desktop.windows.reloadAll();
        },
        onTold(_name, message) {
          if (message.type === 'camera-status') for (const listener of desktop.onCameras) listener(message.cameras);
        },
        onStatus(processes) {
          for (const listener of desktop.onProcesses) listener(processes);
        },
      });
      if (!site.ok) return site;
      desktop.gateway = { url: site.value.url, token };
      log.attach(site.value.supervisor.log);
      return ok(() => site.value.stop());
    },
  };
}

function wishOf({ options, paths, folders, version }: Desktop, dataKey: string, launchToken: string): SiteWish {
  return {
    host: 'desktop',
    version,
    entries: paths.entries,
    ending: '.js',
    shippedFolder: paths.shipped,
    rendererFolder: paths.renderer,
    dataFolder: paths.data,
    dataKey,
    port: options.port,
    demo: options.demo,
    threads: options.threads,
    media: [...options.media, ...folders.kept],
    model: options.model,
    ffmpeg: process.env['FFMPEG_PATH'] ?? paths.ffmpeg,
    origins: [APP_ORIGIN],
    launchToken,
  };
}
