import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Message, MessageOf, ProcessStatus } from '../../domain/contracts/messages.ts';
import { socketPath } from '../runtime/addresses.ts';
import { type Link, serveLinks } from '../runtime/link.ts';
import type { ProcessHost } from './host.ts';
import { createChildLedger } from './kill.ts';
import { openLogFile } from './log-file.ts';
import { manageProcess, type ManagedProcess, type ProcessPlan } from './managed-process.ts';

export interface SupervisorOptions {
  readonly host: ProcessHost;
  readonly plans: readonly ProcessPlan[];
  readonly logFolder: string;
  readonly printLog: boolean;
  /** Messages that are not about life and death, for example the sign-in link of the gateway. */
  onTold?(name: string, message: Message): void;
  onStatus?(processes: readonly ProcessStatus[]): void;
}

export interface Supervisor {
  readonly processes: readonly ProcessStatus[];
  tell(name: string, message: Message): boolean;
  stop(): Promise<void>;
}

const TICK_MS = 1000;

/** Starts all processes, keeps them alive, passes their log lines to the file, and stops them in order. */
export async function startSupervisor(options: SupervisorOptions): Promise<Supervisor> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tcc-'));
  chmodSync(folder, 0o700);
  const secret = randomBytes(32).toString('hex');
  const logFile = openLogFile(options.logFolder, options.printLog);
  const ledger = createChildLedger();
  const links = new Map<string, Link>();
  const managed = new Map<string, ManagedProcess>();
  let changed = true;

  const log = (level: 'info' | 'warn' | 'error', text: string, fields: Record<string, string | number> = {}): void =>
    logFile.write({ type: 'log', level, who: 'supervisor', text, fields });

  function onMessage(link: Link, message: Message): void {
    const process_ = managed.get(link.peer);
    if (process_ === undefined) return;
    switch (message.type) {
      case 'hello':
        links.set(link.peer, link);
        process_.linked(link);
        changed = true;
        break;
      case 'heartbeat':
      case 'ready':
      case 'busy':
      case 'idle':
        process_.heard(message);
        break;
      case 'cannot-start':
        process_.heard(message);
        options.onTold?.(link.peer, message);
        break;
      case 'log':
        logFile.write(message);
        break;
      case 'child-started':
        ledger.started(link.peer, message.pid, message.startTicks);
        break;
      case 'child-ended':
        ledger.ended(link.peer, message.pid);
        break;
      default:
        options.onTold?.(link.peer, message);
    }
  }

  const server = await serveLinks({
    path: socketPath(folder, 'control'),
    secret,
    handlers: {
      onMessage,
      onClose(link) {
        if (links.get(link.peer) === link) links.delete(link.peer);
      },
      onMalformed: (link, reason) => log('warn', 'a message was malformed', { from: link.peer, reason }),
    },
  });

  for (const plan of options.plans) {
    const env = { TCC_LAUNCH: JSON.stringify({ name: plan.name, folder, secret }) };
    managed.set(
      plan.name,
      manageProcess(plan, {
        host: options.host,
        env,
        now: () => Date.now(),
        log,
        onChange: () => {
          changed = true;
        },
        onGone(name) {
          const swept = ledger.sweep(name);
          if (swept > 0) log('warn', 'ended programs that a process left behind', { name, swept });
        },
        onEvent: (name, event, detail) =>
          void links.get('store')?.send({
            type: 'request',
            id: 0,
            method: 'process-event.add',
            params: { process: name, event, detail, utcUs: Date.now() * 1000 },
          }),
      }),
    );
  }
  for (const process_ of managed.values()) process_.start();

  const statuses = (): ProcessStatus[] => [...managed.values()].map((process_) => process_.status);
  const timer = setInterval(() => {
    for (const process_ of managed.values()) process_.tick();
    if (!changed) return;
    changed = false;
    const message: MessageOf<'processes'> = { type: 'processes', processes: statuses() };
    links.get('gateway')?.send(message);
    options.onStatus?.(message.processes);
  }, TICK_MS);

  return {
    get processes() {
      return statuses();
    },
    tell: (name, message) => links.get(name)?.send(message) ?? false,
    async stop() {
      clearInterval(timer);
      // The store goes last: what the others still hold is theirs to hand in.
      const others = [...managed.values()].filter((process_) => process_.name !== 'store');
      await Promise.all(others.map((process_) => process_.stop()));
      await managed.get('store')?.stop();
      await server.stop();
      await logFile.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
