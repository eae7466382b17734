import type { ProcessHost } from './host.ts';

/** One process to keep alive. */
export interface ProcessPlan {
  readonly name: string;
  readonly file: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly dataKey: string | null;
}

/** What a managed process tells, and what it lives on. */
export interface ProcessWatch {
  readonly host: ProcessHost;
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds on a clock that nobody sets: patience and budgets must not depend on the time of day. */
  now(): number;
  utcMs(): number;
  log(level: 'info' | 'warn' | 'error', text: string, fields?: Record<string, string | number>): void;
  onChange(): void;
  /** It is gone: whatever it left behind can be swept away. */
  onGone(name: string): void;
  onEvent(name: string, event: string, detail: string): void;
}
