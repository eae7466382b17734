import type { UtilityProcess } from 'electron';
import { z } from 'zod';
import type { HostedProcess, ProcessHost, ThrowawayEnd } from '../../workers/supervisor/index.ts';
import type { ElectronApi } from '../electron-api.ts';

const LAST_WORDS_BYTES = 4000;
const MOST_OUTPUT_BYTES = 64 * 1024;
/** After the exit event the last output and Electron's own account of the end may still be on their way. */
const SETTLE_MS = 100;
const NOT_STARTED = 127;

/** How Electron says that a process ended: in words for the log, where its exit code tells nothing. */
const WORDS: Readonly<Record<string, string>> = {
  killed: 'a kill',
  crashed: 'a crash',
  oom: 'lack of memory',
  'launch-failed': 'a failed start',
  'integrity-failure': 'a failed integrity check',
  'memory-eviction': 'lack of memory',
};

interface End {
  readonly code: number | null;
  readonly signal: string | null;
}

/** Exit code and reason as one: Electron may give code 0 for a process that was killed, and that is no clean end. */
export function endOf(code: number, reason: string | undefined): End {
  const signal = reason === undefined ? undefined : WORDS[reason];
  return signal === undefined ? { code, signal: null } : { code: null, signal };
}

/** Starts processes as utility processes of Electron. */
export function createElectronHost({ app, utilityProcess }: Pick<ElectronApi, 'app' | 'utilityProcess'>): ProcessHost {
  const reasons = new Map<string, string>();
  let throwaways = 0;
  app.on('child-process-gone', (_event, { type, name, reason }) => {
    if (type === 'Utility' && name !== undefined) reasons.set(name, reason);
  });

  /** Calls back once, when the process is gone and its output is through. */
  function whenGone(child: UtilityProcess, name: string, tell: (end: End) => void): void {
    child.once('exit', (code) => {
      setTimeout(() => tell(endOf(code, reasons.get(name))), SETTLE_MS);
    });
  }

  return {
    start(file, env) {
      const name = processName(env);
      reasons.delete(name);
      try {
        const child = utilityProcess.fork(file, [], {
          env: childEnvironment(env),
          stdio: ['ignore', 'ignore', 'pipe'],
          serviceName: name,
        });
        return hosted(child, (tell) => whenGone(child, name, tell));
      } catch (error) {
        return notStarted(error);
      }
    },
    runThrowaway({ file, args, deadlineMs, over }) {
      const name = `throwaway-${(throwaways += 1)}`;
      const child = utilityProcess.fork(file, [...args], {
        env: childEnvironment({}),
        stdio: ['ignore', 'pipe', 'ignore'],
        serviceName: name,
      });
      return throwawayEnd(child, deadlineMs, over, (tell) => whenGone(child, name, tell));
    },
  };
}

function hosted(child: UtilityProcess, onGone: (tell: (end: End) => void) => void): HostedProcess {
  let words = '';
  child.stderr?.on('data', (text: Buffer | string) => {
    words = (words + text.toString()).slice(-LAST_WORDS_BYTES);
  });
  child.on('error', (type, location) => {
    words = `${words}\n${type} at ${location}`.slice(-LAST_WORDS_BYTES);
  });
  return {
    get pid() {
      return child.pid ?? null;
    },
    onExit: (listener) => onGone(({ code, signal }) => listener(code, signal, words.trim())),
  };
}

function notStarted(error: unknown): HostedProcess {
  const words = error instanceof Error ? error.message : String(error);
  return { pid: null, onExit: (listener) => void setTimeout(() => listener(NOT_STARTED, null, words), 0) };
}

function throwawayEnd(
  child: UtilityProcess,
  deadlineMs: number,
  over: AbortSignal,
  onGone: (tell: (end: End) => void) => void,
): Promise<ThrowawayEnd> {
  return new Promise((resolve) => {
    let stdout = '';
    child.stdout?.on('data', (text: Buffer | string) => {
      stdout = (stdout + text.toString()).slice(-MOST_OUTPUT_BYTES);
    });
    const kill = (): void => void child.kill();
    const limit = setTimeout(kill, deadlineMs);
    over.addEventListener('abort', kill);
    onGone((end) => {
      clearTimeout(limit);
      over.removeEventListener('abort', kill);
      resolve({ ...end, stdout });
    });
  });
}

/** Chromium's own switches for a plain Node are not for our processes. */
function childEnvironment(env: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !/^(ELECTRON_|NODE_OPTIONS$)/.test(entry[0]),
  );
  return { ...Object.fromEntries(own), ...env };
}

const launchSchema = z.object({ name: z.string() });

/** The name stands in the list of processes. */
function processName(env: Readonly<Record<string, string>>): string {
  return launchSchema.parse(JSON.parse(env['TCC_LAUNCH'] ?? '{}')).name;
}
