/** A sleep that can be ended early, so that a stop never waits for a back-off. */
export interface Sleeper {
  sleep(ms: number): Promise<void>;
  wake(): void;
}

export function createSleeper(): Sleeper {
  let wakeUp: (() => void) | null = null;
  return {
    sleep(ms) {
      return new Promise((resolve) => {
        const timer = setTimeout(finish, ms);
        function finish(): void {
          clearTimeout(timer);
          wakeUp = null;
          resolve();
        }
        wakeUp = finish;
      });
    },
    wake: () => wakeUp?.(),
  };
}
