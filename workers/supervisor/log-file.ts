import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import type { MessageOf } from '../../domain/contracts/messages.ts';
import { redactFields } from '../runtime/log.ts';
import { redact } from '../runtime/redact.ts';

export interface LogFile {
  write(line: MessageOf<'log'>): void;
  close(): Promise<void>;
}

const CLOSE_LIMIT_MS = 1000;
/** A disk that was full for a while must not cost the log of all that comes after. */
const RETRY_MS = 60_000;

/** One JSON line per event, rotated at 10 MB, ten files kept. */
export function openLogFile(folder: string, alsoPrint: boolean, retryMs = RETRY_MS): LogFile {
  return new SiteLog(folder, alsoPrint, retryMs);
}

class SiteLog implements LogFile {
  readonly #folder: string;
  readonly #alsoPrint: boolean;
  readonly #retryMs: number;
  #stream: RotatingFileStream;
  /** When the file was last found not to take lines; null while it does, as far as is known. */
  #brokenMs: number | null = null;
  /** Lines given to a file that was opened again and has not said yet that it is there; null while none is on trial. */
  #onTrial: number | null = null;
  #missed = 0;
  #closed = false;

  constructor(folder: string, alsoPrint: boolean, retryMs: number) {
    this.#folder = folder;
    this.#alsoPrint = alsoPrint;
    this.#retryMs = retryMs;
    this.#stream = this.#open();
  }

  write({ level, who, text: said, fields: given }: MessageOf<'log'>): void {
    const time = new Date().toISOString();
    // Lines of processes come redacted; those of the supervisor and its host carry words of others just as well.
    const text = redact(said);
    const fields = redactFields(given);
    this.#openAgain();
    const inFile = this.#brokenMs === null && !this.#closed;
    if (inFile) this.#stream.write(`${JSON.stringify({ time, level, who, text, ...fields })}\n`);
    else this.#missed += 1;
    if (inFile && this.#onTrial !== null) this.#onTrial += 1;
    if (this.#alsoPrint || !inFile || this.#onTrial !== null)
      process.stderr.write(`${time} ${level.padEnd(5)} [${who}] ${text} ${printable(fields)}\n`);
  }

  close(): Promise<void> {
    this.#closed = true;
    return new Promise((resolve) => {
      // A stream that never opened may never say that it has closed.
      const limit = setTimeout(resolve, CLOSE_LIMIT_MS);
      this.#stream.end(() => {
        clearTimeout(limit);
        resolve();
      });
    });
  }

  #open(): RotatingFileStream {
    const settings = { mode: 0o600, path: this.#folder, size: '10M', maxFiles: 10, compress: 'gzip' } as const;
    const stream = createStream('command-center.log', settings);
    // A full or read-only disk must not stop the counting; the lines go on to the terminal.
    stream.on('error', (error) => this.#broke(stream, error));
    stream.on('warning', () => undefined);
    return stream;
  }

  #broke(stream: RotatingFileStream, error: Error): void {
    if (stream !== this.#stream) return;
    if (this.#brokenMs === null && this.#onTrial === null)
      process.stderr.write(`The log file in ${this.#folder} cannot be written: ${error.message}\n`);
    this.#brokenMs = performance.now();
    this.#missed += this.#onTrial ?? 0;
    this.#onTrial = null;
  }

  #openAgain(): void {
    if (this.#brokenMs === null || this.#closed || performance.now() - this.#brokenMs < this.#retryMs) return;
    this.#brokenMs = null;
    this.#onTrial = 0;
    const stream = this.#open();
    this.#stream = stream;
    stream.once('open', () => this.#isBack(stream));
  }

  #isBack(stream: RotatingFileStream): void {
    if (stream !== this.#stream || this.#brokenMs !== null) return;
    this.#onTrial = null;
    const time = new Date().toISOString();
    const text = 'the log could not be written for a while; its lines went to the terminal';
    stream.write(`${JSON.stringify({ time, level: 'warn', who: 'supervisor', text, lines: this.#missed })}\n`);
    this.#missed = 0;
  }
}

function printable(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}
