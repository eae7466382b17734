import { readFileSync } from 'node:fs';

/** When a process was started, in clock ticks since boot: tells it from a later one with the same pid. Null when unknown. */
export function startTicksOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may hold spaces and brackets: fields are counted after its last bracket.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Ends a process by pid; one that is gone already is fine. */
export function killPid(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone.
  }
}

/** Programs that processes started (ffmpeg): ended here when their owner dies before them. */
export interface ChildLedger {
  started(owner: string, pid: number, startTicks: string): void;
  ended(owner: string, pid: number): void;
  /** Ends everything that `owner` left behind; says how many there were. */
  sweep(owner: string): number;
}

/** Keeps the ledger. */
export function createChildLedger(): ChildLedger {
  const owners = new Map<string, Map<number, string>>();
  return {
    started(owner, pid, startTicks) {
      const own = owners.get(owner) ?? new Map<number, string>();
      owners.set(owner, own.set(pid, startTicks));
    },
    ended: (owner, pid) => void owners.get(owner)?.delete(pid),
    sweep(owner) {
      let killed = 0;
      for (const [pid, ticks] of owners.get(owner) ?? []) {
        const now = startTicksOf(pid);
        // Without ticks (not Linux) the pid alone has to do.
        if (now !== null ? now !== ticks : ticks !== '') continue;
        killPid(pid, 'SIGKILL');
        killed += 1;
      }
      owners.delete(owner);
      return killed;
    },
  };
}
