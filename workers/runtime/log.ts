import type { Message } from '../../domain/contracts/messages.ts';
import { redact } from './redact.ts';

export type LogFields = Record<string, string | number | boolean | null>;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Structured lines with identity. Secrets are taken out here, before a line leaves its process. */
export interface Log {
  (level: LogLevel, text: string, fields?: LogFields): void;
  /** The same log speaking for a part, for example `[camera north-3]`. */
  as(who: string): Log;
}

/** Fields without their secrets. */
export function redactFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value]),
  );
}

/** A log that hands its lines to `send`. */
export function createLog(who: string, send: (message: Message) => void): Log {
  const log = (level: LogLevel, text: string, fields: LogFields = {}): void =>
    send({ type: 'log', level, who, text: redact(text), fields: redactFields(fields) });
  return Object.assign(log, { as: (part: string) => createLog(part, send) });
}
