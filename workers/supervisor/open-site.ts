import { fail, ok, type Failure, type Result } from '../../domain/base/result.ts';
import type { Message, ProcessStatus } from '../../domain/contracts/messages.ts';
import { WAITING_FOR_ROOM } from '../runtime/announced-work.ts';
import type { ProcessHost } from './host.ts';
import type { ProcessPlan } from './managed-process.ts';
import { startSupervisor, type Supervisor } from './supervisor.ts';

export interface OpenSite {
  readonly supervisor: Supervisor;
  readonly url: string;
  readonly signInLink: string | null;
  stop(): Promise<void>;
}

export interface OpenSiteOptions {
  readonly host: ProcessHost;
  readonly plans: readonly ProcessPlan[];
  readonly logFolder: string;
  readonly printLog: boolean;
  /** The gateway is back after its process was restarted; who was signed in there is not any more. */
  onReopened?(url: string, signInLink: string | null): void;
  onTold?(name: string, message: Message): void;
  onStatus?(processes: readonly ProcessStatus[]): void;
  /** The site waits for a person to make room on its disk. Without a listener the start is refused instead. */
  onWaiting?(why: string): void;
}

/** Starts the processes and waits until the gateway is open. A start that cannot succeed ends with its reason, all stopped. */
export function openSite(options: OpenSiteOptions): Promise<Result<OpenSite>> {
  return new Promise((resolve, reject) => {
    let settled = false;
    const settle = (then: (supervisor: Supervisor) => void): void => {
      if (settled) return;
      settled = true;
      // A word of a process may come before the supervisor itself is through with its start.
      void started.then(then);
    };
    const refuse = (failure: Failure): void =>
      settle((supervisor) => void supervisor.stop().then(() => resolve({ ok: false, failure })));
    const opened = (url: string, signInLink: string | null): void => {
      if (settled) options.onReopened?.(url, signInLink);
      settle((supervisor) => resolve(ok({ supervisor, url, signInLink, stop: () => supervisor.stop() })));
    };
    let told = '';
    const tellWaiting = (processes: readonly ProcessStatus[]): void => {
      const why = processes.find(({ busyWith }) => busyWith?.startsWith(WAITING_FOR_ROOM))?.busyWith ?? '';
      if (why === '' || why === told || settled) return;
      told = why;
      if (options.onWaiting === undefined)
        refuse({ code: 'disk-full', message: `The site is ${why}.`, hint: THEN_START });
      else options.onWaiting(why);
    };
    const started = startSupervisor({
      host: options.host,
      plans: options.plans,
      logFolder: options.logFolder,
      printLog: options.printLog,
      onTold(name, message) {
        if (message.type === 'cannot-start') refuse(message.failure);
        else if (message.type === 'opened') opened(message.url, message.signInLink);
        options.onTold?.(name, message);
      },
      onStatus(processes) {
        const failure = whyNeverOpen(processes);
        if (failure !== null) refuse(failure);
        tellWaiting(processes);
        options.onStatus?.(processes);
      },
    });
    started.catch(reject);
  });
}

const THEN_START = 'Start it again when there is room.';

/** Without the store or the gateway nobody will ever see this site. */
function whyNeverOpen(processes: readonly ProcessStatus[]): Failure | null {
  const failed = processes.find(({ name, state }) => state === 'failed' && (name === 'store' || name === 'gateway'));
  if (failed === undefined) return null;
  const result = fail('gave-up', `The ${failed.name} process ${failed.reason}.`, 'The log of the site says more.');
  return result.ok ? null : result.failure;
}
