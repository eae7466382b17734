import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** Counts the decoders of this program's site, again and again: one per camera, never two. Linux only. */
export interface DecoderCensus {
  /** How many decoders each file had at most at one moment. */
  readonly most: ReadonlyMap<string, number>;
  now(): ReadonlyMap<string, number>;
  stop(): void;
}

const MARK = 'DECODER_CENSUS';
const EVERY_MS = 100;

function read(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    // It ended between the look at the folder and this one.
    return '';
  }
}

/** The state is the field behind the name, which stands in brackets. */
function isDead(pid: string): boolean {
  const stat = read(pid, 'stat');
  return stat === '' || stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
}

/**
 * Begins to count. It has to begin before the site is started: a mark in the environment is how decoders are known as
 * ours, also when the process that started them is gone.
 */
export function startDecoderCensus(files: readonly string[]): DecoderCensus {
  const mark = `${MARK}=${randomUUID()}`;
  process.env[MARK] = mark.slice(MARK.length + 1);
  const most = new Map<string, number>();

  function now(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      if (!read(pid, 'comm').startsWith('ffmpeg') || isDead(pid)) continue;
      const words = read(pid, 'cmdline');
      const file = files.find((candidate) => words.includes(candidate));
      if (file !== undefined && read(pid, 'environ').includes(mark)) counts.set(file, (counts.get(file) ?? 0) + 1);
    }
    return counts;
  }

  const timer = setInterval(() => {
    for (const [file, count] of now()) most.set(file, Math.max(count, most.get(file) ?? 0));
  }, EVERY_MS);
  return {
    most,
    now,
    stop() {
      clearInterval(timer);
      delete process.env[MARK];
    },
  };
}
