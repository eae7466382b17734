import { z } from 'zod';
import type { Result } from '../../domain/base/result.ts';
import type { Message } from '../../domain/contracts/messages.ts';
import { socketPath } from './addresses.ts';
import { dialLink, type Dialer, type Link, type LinkHandlers, type LinkServer, serveLinks } from './link.ts';
import { createLog, type Log } from './log.ts';

export type Stop = () => Promise<void> | void;

/** A start that cannot succeed however often it is tried: the reason goes to a person, and nobody restarts. */
export const CANNOT_START = 78;

/** What every process is given to live with. */
export interface ProcessContext {
  readonly name: string;
  readonly log: Log;
  readonly settings: Readonly<Record<string, string>>;
  /** Key of the secrets at rest; only the store is given one. */
  readonly dataKey: Buffer | null;
  /** Says that honest long work goes on, so that the watchdog waits; the returned function says that it is over. */
  busy(what: string, deadlineMs: number): () => void;
  tell(message: Message): void;
  onTold(listener: (message: Message) => void): void;
  serve(handlers: LinkHandlers): Promise<LinkServer>;
  dial(peer: string, handlers: LinkHandlers): Dialer;
}

const launchSchema = z.object({ name: z.string(), folder: z.string(), secret: z.string().min(32) });
const HEARTBEAT_MS = 1000;
const STOP_LIMIT_MS = 4500;

/** Runs one process from its first word to its orderly end. `start` returns when the process is warmed up. */
export function runProcess(start: (context: ProcessContext) => Promise<Result<Stop>>): void {
  const launch = launchSchema.parse(JSON.parse(process.env['TCC_LAUNCH'] ?? '{}'));
  // Programs that we start inherit the environment; the secret is not for them.
  delete process.env['TCC_LAUNCH'];
  let control: Link | null = null;
  let stopProcess: Stop | null = null;
  let started = false;
  let ending = false;
  const listeners: ((message: Message) => void)[] = [];
  const tell = (message: Message): void => void control?.send(message);
  const log = createLog(launch.name, tell);

  async function end(code: number): Promise<void> {
    if (ending) return;
    ending = true;
    const limit = setTimeout(() => process.exit(code === 0 ? 3 : code), STOP_LIMIT_MS);
    try {
      await stopProcess?.();
    } catch (error) {
      log('error', 'the orderly end failed', { reason: String(error) });
    }
    clearTimeout(limit);
    // One turn of the loop so that the last log lines leave.
    setTimeout(() => process.exit(code), 20);
  }

  async function begin(message: Extract<Message, { type: 'welcome' }>): Promise<void> {
    started = true;
    const context = makeContext(launch, message, { log, tell, listeners });
    try {
      const result = await start(context);
      if (!result.ok) {
        const { code, message: reason, hint } = result.failure;
        log('error', 'cannot start', { code, reason, hint });
        tell({ type: 'cannot-start', failure: result.failure });
        await end(CANNOT_START);
        return;
      }
      stopProcess = result.value;
    } catch (error) {
      log('error', 'could not start', {
        reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
      await end(1);
      return;
    }
    tell({ type: 'ready' });
  }

  const dialer = dialLink({
    path: socketPath(launch.folder, 'control'),
    secret: launch.secret,
    name: launch.name,
    peer: 'supervisor',
    handlers: {
      onOpen(link) {
        control = link;
        link.send({ type: 'hello', name: launch.name, pid: process.pid });
      },
      onMessage(_link, message) {
        if (message.type === 'welcome' && !started) void begin(message);
        else if (message.type === 'stop') void end(0);
        else for (const listener of listeners) listener(message);
      },
      // Without its supervisor a process would be an orphan.
      onClose: () => {
        dialer.stop();
        void end(4);
      },
    },
  });
  startHeartbeat(tell);
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => void end(0));
  const onBug = (error: unknown): void => {
    log('error', 'a bug ended this process', {
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    setTimeout(() => process.exit(70), 50);
  };
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
}

function makeContext(
  launch: z.infer<typeof launchSchema>,
  welcome: Extract<Message, { type: 'welcome' }>,
  parts: { log: Log; tell(message: Message): void; listeners: ((message: Message) => void)[] },
): ProcessContext {
  return {
    name: launch.name,
    log: parts.log,
    settings: welcome.settings,
    dataKey: welcome.dataKey === null ? null : Buffer.from(welcome.dataKey, 'base64'),
    busy(what, deadlineMs) {
      parts.tell({ type: 'busy', what, deadlineMs });
      return () => parts.tell({ type: 'idle' });
    },
    tell: parts.tell,
    onTold: (listener) => void parts.listeners.push(listener),
    serve: (handlers) => serveLinks({ path: socketPath(launch.folder, launch.name), secret: launch.secret, handlers }),
    dial: (peer, handlers) =>
      dialLink({ path: socketPath(launch.folder, peer), secret: launch.secret, name: launch.name, peer, handlers }),
  };
}

function startHeartbeat(tell: (message: Message) => void): void {
  const beat = (): void => {
    const memory = process.memoryUsage();
    const cpu = process.cpuUsage();
    tell({
      type: 'heartbeat',
      rssBytes: memory.rss,
      heapBytes: memory.heapUsed,
      externalBytes: memory.external,
      cpuMs: (cpu.user + cpu.system) / 1000,
    });
  };
  setInterval(beat, HEARTBEAT_MS);
}
