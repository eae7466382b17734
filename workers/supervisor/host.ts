/** A started process, as little of it as the supervisor needs: control, heartbeat and logs go over the socket. */
export interface HostedProcess {
  /** Null before the process is there and after it is gone. */
  readonly pid: number | null;
  /** `code` null: ended by a signal. */
  onExit(listener: (code: number | null, signal: string | null, lastWords: string) => void): void;
}

/** What starts processes: the plain-Node host here, `utilityProcess` on the desktop. */
export interface ProcessHost {
  start(file: string, env: Readonly<Record<string, string>>): HostedProcess;
  /** Runs one of our own files in a process of its own and waits for its end. */
  runThrowaway(run: ThrowawayRun): Promise<ThrowawayEnd>;
}

/** A throw-away process: it is ended at its deadline, and as soon as nobody waits for it any more. */
export interface ThrowawayRun {
  readonly file: string;
  readonly args: readonly string[];
  readonly deadlineMs: number;
  readonly over: AbortSignal;
}

/** How a throw-away process ended, and what it printed. */
export interface ThrowawayEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
}
