import type { CameraStatus } from '../../domain/contracts/messages.ts';

/** The system's switch against sleep. */
export interface SleepSwitch {
  start(): number;
  stop(id: number): void;
}

/** A camera that reconnects must find the machine awake; one that is gone for good must not keep it awake. */
const LINGER_MS = 5 * 60_000;

/** Keeps the machine awake while pictures are watched: falling asleep now would leave a hole in the counts. */
export function createKeepAwake(sleep: SleepSwitch): {
  follow(cameras: readonly CameraStatus[]): void;
  stop(): void;
} {
  let id: number | null = null;
  let letGo: NodeJS.Timeout | undefined;
  const release = (): void => {
    clearTimeout(letGo);
    if (id !== null) sleep.stop(id);
    id = null;
  };
  return {
    // Each camera process tells of its own cameras only, and says nothing of those that are paused.
    follow(cameras) {
      if (!cameras.some(({ state }) => state === 'live')) return;
      clearTimeout(letGo);
      letGo = setTimeout(release, LINGER_MS);
      id ??= sleep.start();
    },
    stop: release,
  };
}
