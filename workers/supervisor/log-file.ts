import { createStream } from 'rotating-file-stream';
import type { MessageOf } from '../../domain/contracts/messages.ts';

export interface LogFile {
  write(line: MessageOf<'log'>): void;
  close(): Promise<void>;
}

/** One JSON line per event, rotated at 10 MB, ten files kept. Lines come redacted from their processes. */
export function openLogFile(folder: string, alsoPrint: boolean): LogFile {
  const stream = createStream('command-center.log', { path: folder, size: '10M', maxFiles: 10, compress: 'gzip' });
  let broken = false;
  // A full or read-only disk must not stop the counting; the lines go on to the terminal.
  stream.on('error', () => {
    broken = true;
  });
  stream.on('warning', () => undefined);
  return {
    write({ level, who, text, fields }) {
      const time = new Date().toISOString();
      if (!broken) stream.write(`${JSON.stringify({ time, level, who, text, ...fields })}\n`);
      if (alsoPrint || broken)
        process.stderr.write(`${time} ${level.padEnd(5)} [${who}] ${text} ${printable(fields)}\n`);
    },
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  };
}

function printable(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}
