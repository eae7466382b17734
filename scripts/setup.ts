import { findFfmpeg } from '../workers/ingest/index.ts';
import { findChromium, findRtspServer, findVlc, isProgram } from './find-programs.ts';
import { runProgram } from './run-program.ts';

/** A program from outside npm that something here needs. */
export type SystemPackage = 'ffmpeg' | 'chromium' | 'rtsp-server' | 'vlc';

export interface Provision {
  readonly name: SystemPackage;
  /** The program to run; null when it is not there. */
  readonly path: string | null;
  /** One line that says what to install; null when there is nothing to say. */
  readonly advice: string | null;
}

interface Known {
  readonly find: () => string | null | Promise<string | null>;
  readonly debian: readonly string[];
  readonly advice: string;
}

/** The ffmpeg that the cameras would use, where it is new enough for them. */
async function usableFfmpeg(): Promise<string | null> {
  const found = await findFfmpeg();
  return found.ok ? found.value.path : null;
}

const KNOWN: Readonly<Record<SystemPackage, Known>> = {
  ffmpeg: {
    find: usableFfmpeg,
    debian: ['ffmpeg'],
    advice: 'ffmpeg 5.1 or newer is missing: install it, or set FFMPEG_PATH to it. Without it no camera can be read.',
  },
  chromium: {
    find: findChromium,
    debian: ['chromium'],
    advice: 'Chromium is missing: install it, or set CHROMIUM_PATH to it. Without it the screen tests are skipped.',
  },
  'rtsp-server': {
    find: findRtspServer,
    debian: [
      'gir1.2-gst-rtsp-server-1.0',
      'python3-gi',
      'gstreamer1.0-plugins-base',
      'gstreamer1.0-plugins-good',
      'gstreamer1.0-plugins-bad',
    ],
    advice: 'GStreamer RTSP server is missing (Debian: gir1.2-gst-rtsp-server-1.0 python3-gi): RTSP tests are skipped.',
  },
  vlc: {
    find: findVlc,
    debian: ['vlc-bin', 'vlc-plugin-base'],
    advice: 'VLC is missing (Debian: vlc-bin vlc-plugin-base): the tests with VLC are skipped.',
  },
};

const APT_GET = '/usr/bin/apt-get';
const INSTALL_LIMIT_MS = 5 * 60_000;
const aptSettings = {
  output: 'keep',
  timeoutMs: INSTALL_LIMIT_MS,
  env: { DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_MODE: 'a' },
} as const;

function mayInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && isProgram(APT_GET);
}

async function install(packages: readonly string[]): Promise<boolean> {
  const common = ['-qq', '-o', 'DPkg::Lock::Timeout=120'];
  const result = await runProgram(
    APT_GET,
    [...common, 'install', '-y', '--no-install-recommends', ...packages],
    aptSettings,
  );
  return result.code === 0;
}

/** Installs all at once; where one package spoils that, each need is tried alone so that the others still arrive. */
async function installMissing(missing: readonly SystemPackage[], say: (line: string) => void): Promise<void> {
  say(`Installing ${missing.join(', ')} with apt-get; this takes a minute or two ...`);
  await runProgram(APT_GET, ['-qq', 'update'], aptSettings);
  if (await install(missing.flatMap((name) => KNOWN[name].debian))) return;
  for (const name of missing) await install(KNOWN[name].debian);
}

function lookFor(wanted: readonly SystemPackage[]): Promise<readonly Provision[]> {
  return Promise.all(
    wanted.map(async (name) => {
      const path = await KNOWN[name].find();
      return { name, path, advice: path === null ? KNOWN[name].advice : null };
    }),
  );
}

/**
 * Finds the wanted programs. What is missing is installed where that is possible without asking (root on a Debian-like
 * system); otherwise one line per program says what to do. Never fails: what to do without a program is the caller's decision.
 */
export async function ensureSystemPackages(
  wanted: readonly SystemPackage[],
  say: (line: string) => void = (line) => console.log(line),
): Promise<readonly Provision[]> {
  const before = await lookFor(wanted);
  const missing = before.filter(({ path }) => path === null).map(({ name }) => name);
  const install = missing.length > 0 && mayInstall();
  if (install) await installMissing(missing, say);
  const provisions = install ? await lookFor(wanted) : before;
  for (const { advice } of provisions) if (advice !== null) say(advice);
  return provisions;
}

if (import.meta.main) {
  const provisions = await ensureSystemPackages(['ffmpeg', 'chromium', 'rtsp-server', 'vlc']);
  for (const { name, path } of provisions) console.log(`${name}: ${path ?? 'not found'}`);
}
