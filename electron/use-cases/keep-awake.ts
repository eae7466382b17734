import type { ProcessStatus } from '../../domain/contracts/messages.ts';

/** The system's switch against sleep. */
export interface SleepSwitch {
  start(): number;
  stop(id: number): void;
}

/** Whether cameras are being analysed: a machine that falls asleep now would leave a hole in the counts. */
export function isAnalysing(processes: readonly ProcessStatus[]): boolean {
  return processes.some(({ name, state }) => name.startsWith('camera-') && state === 'ready');
}

/** Keeps the machine awake while cameras are analysed, and lets go at once after. */
export function createKeepAwake(sleep: SleepSwitch): {
  follow(processes: readonly ProcessStatus[]): void;
  stop(): void;
} {
  let id: number | null = null;
  const release = (): void => {
    if (id !== null) sleep.stop(id);
    id = null;
  };
  return {
    follow(processes) {
      if (!isAnalysing(processes)) release();
      else id ??= sleep.start();
    },
    stop: release,
  };
}
