import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Result } from '../domain/base/result.ts';
import {
  createNodeHost,
  launchOf,
  openSite,
  type OpenSite,
  planSite,
  prepareDataFolder,
  readOrMakeKeyFile,
} from '../workers/supervisor/index.ts';
import type { StartOptions } from './start-options.ts';

export interface SiteHostPaths {
  readonly root: string;
  /** Folder and ending of the entry files: the build, or the sources in tests. */
  readonly entries: string;
  readonly ending: '.ts' | '.js';
  readonly version: string;
  onNewLink?(signInLink: string): void;
}

export type RunningSite = OpenSite;

/** Starts the whole site under plain Node and waits until its gateway is open. */
export async function startSiteHost(options: StartOptions, paths: SiteHostPaths): Promise<Result<RunningSite>> {
  const folder = prepareDataFolder(options.data);
  if (!folder.ok) return folder;
  const key = readOrMakeKeyFile(options.data);
  if (!key.ok) return key;
  const launch = await launchOf({
    host: 'site',
    version: paths.version,
    entries: paths.entries,
    ending: paths.ending,
    shippedFolder: paths.root,
    rendererFolder: path.join(paths.root, 'dist', 'renderer'),
    dataFolder: options.data,
    dataKey: key.value,
    port: options.port,
    demo: options.demo,
    threads: options.threads,
    media: options.media,
    model: options.model,
    ffmpeg: process.env['FFMPEG_PATH'] ?? '',
    origins: [],
  });
  if (!launch.ok) return launch;
  return openSite({
    host: createNodeHost(),
    plans: planSite(launch.value),
    logFolder: path.join(options.data, 'logs'),
    printLog: options.verbose,
    // A gateway that was restarted before anyone signed in has a new link: the old one died with it.
    onReopened: (_url, signInLink) => {
      if (signInLink !== null) paths.onNewLink?.(signInLink);
    },
  });
}

/** The one-time link goes to a terminal; without one it goes to a file that only its owner reads, never into a log. */
export function showSignInLink(signInLink: string | null, dataFolder: string, terminal: boolean): void {
  if (signInLink === null) return;
  if (terminal) {
    process.stdout.write(`Sign in once with this link and choose a password:\n  ${signInLink}\n`);
    return;
  }
  const file = path.join(dataFolder, 'sign-in-link.txt');
  writeFileSync(file, `${signInLink}\n`, { mode: 0o600 });
  process.stdout.write(`The one-time sign-in link is in ${file}\n`);
}
