import { createStream } from 'rotating-file-stream';
import type { MessageOf } from '../../domain/contracts/messages.ts';
import { redactFields } from '../runtime/log.ts';
import { redact } from '../runtime/redact.ts';

export interface LogFile {
  write(line: MessageOf<'log'>): void;
  close(): Promise<void>;
}

const CLOSE_LIMIT_MS = 1000;

/** One JSON line per event, rotated at 10 MB, ten files kept. */
export function openLogFile(folder: string, alsoPrint: boolean): LogFile {
  const stream = createStream('command-center.log', { path: folder, size: '10M', maxFiles: 10, compress: 'gzip' });
  let broken = false;
  let closed = false;
  // A full or read-only disk must not stop the counting; the lines go on to the terminal.
  stream.on('error', (error) => {
    if (!broken) process.stderr.write(`The log file in ${folder} cannot be written: ${error.message}\n`);
    broken = true;
  });
  stream.on('warning', () => undefined);
  return {
    write({ level, who, text: said, fields: given }) {
      const time = new Date().toISOString();
      // Lines of processes come redacted; those of the supervisor and its host carry words of others just as well.
      const text = redact(said);
      const fields = redactFields(given);
      const inFile = !broken && !closed;
      if (inFile) stream.write(`${JSON.stringify({ time, level, who, text, ...fields })}\n`);
      if (alsoPrint || !inFile)
        process.stderr.write(`${time} ${level.padEnd(5)} [${who}] ${text} ${printable(fields)}\n`);
    },
    close: () =>
      new Promise((resolve) => {
        closed = true;
        // A stream that never opened may never say that it has closed.
        const limit = setTimeout(resolve, CLOSE_LIMIT_MS);
        stream.end(() => {
          clearTimeout(limit);
          resolve();
        });
      }),
  };
}

function printable(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}
