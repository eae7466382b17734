/** A started process, as little of it as the supervisor needs: control, heartbeat and logs go over the socket. */
export interface HostedProcess {
  readonly pid: number | null;
  /** `code` null: ended by a signal. */
  onExit(listener: (code: number | null, signal: string | null, lastWords: string) => void): void;
}

/** What starts processes: the plain-Node host here, `utilityProcess` on the desktop. */
export interface ProcessHost {
  start(file: string, env: Readonly<Record<string, string>>): HostedProcess;
}
