import type { BrowserWindow } from 'electron';

/** Leaving all windows at once, as the menu's quit does: each may hold unsaved work, and one person who stays is enough. */
export interface Leaving {
  /** Closes them all as a person does, which asks about unsaved work; false when somebody stays. */
  leaveAll(): Promise<boolean>;
  stayed(): void;
  closed(): void;
}

export function createLeaving(
  windows: ReadonlyMap<BrowserWindow, unknown>,
  memory: { save(): void; hold(on: boolean): void },
): Leaving {
  let answer: ((left: boolean) => void) | null = null;
  return {
    leaveAll() {
      if (windows.size === 0) return Promise.resolve(true);
      // The next start opens all of them, not only the last one to close.
      memory.save();
      memory.hold(true);
      return new Promise((resolve) => {
        answer = (left) => {
          answer = null;
          memory.hold(left);
          resolve(left);
        };
        for (const window of [...windows.keys()]) window.close();
      });
    },
    stayed: () => answer?.(false),
    closed: () => {
      if (windows.size === 0) answer?.(true);
    },
  };
}
