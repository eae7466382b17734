import { mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Failure, Result } from '../domain/base/result.ts';
import { ok } from '../domain/base/result.ts';
import {
  createNodeHost,
  planSite,
  readOrMakeKeyFile,
  startSupervisor,
  type Supervisor,
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

export interface RunningSite {
  readonly supervisor: Supervisor;
  readonly url: string;
  readonly signInLink: string | null;
  stop(): Promise<void>;
}

/** Starts the whole site under plain Node and waits until its gateway is open. */
export async function startSiteHost(options: StartOptions, paths: SiteHostPaths): Promise<Result<RunningSite>> {
  const key = prepareDataFolder(options.data);
  if (!key.ok) return key;
  const threads = options.threads > 0 ? options.threads : Math.min(4, Math.max(1, os.availableParallelism()));
  const plans = planSite({
    entries: paths.entries,
    ending: paths.ending,
    dataFolder: options.data,
    modelsFolder: path.join(paths.root, 'models'),
    demoFolder: path.join(paths.root, 'assets', 'demo'),
    rendererFolder: path.join(paths.root, 'dist', 'renderer'),
    host: 'site',
    port: await choosePort(options.port),
    version: paths.version,
    cameraProcesses: Math.max(1, Math.min(4, Math.floor(os.availableParallelism() / 4))),
    dataKey: key.value,
    demo: options.demo,
    threads,
    origins: [],
    allowedFolders: [path.join(paths.root, 'assets', 'demo'), path.join(options.data, 'media'), ...options.media],
    ffmpeg: process.env['FFMPEG_PATH'] ?? '',
    // The larger input finds more; on few cores the smaller one keeps all cameras above 8 frames a second.
    defaultModel: options.model ?? (os.availableParallelism() >= 4 ? 'stopgap-640x352' : 'stopgap-448x256'),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  return new Promise((resolve) => {
    let opened = false;
    const started: Promise<Supervisor> = startSupervisor({
      host: createNodeHost(),
      plans,
      logFolder: path.join(options.data, 'logs'),
      printLog: options.verbose,
      onTold(_name, message) {
        if (message.type === 'cannot-start' && !opened)
          void started.then((supervisor) => refuse(message.failure, supervisor, resolve));
        if (message.type !== 'opened') return;
        // A gateway that was restarted before anyone signed in has a new link: the old one died with it.
        if (opened && message.signInLink !== null) paths.onNewLink?.(message.signInLink);
        opened = true;
        const { url, signInLink } = message;
        void started.then((supervisor) => resolve(ok({ supervisor, url, signInLink, stop: () => supervisor.stop() })));
      },
    });
  });
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

async function refuse(
  failure: Failure,
  supervisor: Supervisor,
  resolve: (result: Result<RunningSite>) => void,
): Promise<void> {
  await supervisor.stop();
  resolve({ ok: false, failure });
}

function prepareDataFolder(folder: string): Result<string> {
  try {
    mkdirSync(path.join(folder, 'media'), { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      failure: {
        code: 'data-folder',
        message: `cannot use ${folder}: ${reason}`,
        hint: 'Choose a folder that you may write to with --data.',
      },
    };
  }
  return readOrMakeKeyFile(folder);
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
