import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { afterAll } from 'vitest';

/**
 * Fails a test file that leaves a program running: whatever starts returns its stop, and a forgotten ffmpeg would slow and
 * confuse every test after it. Children are found by parent, and, once their parent is gone, by a mark in their environment.
 * Linux only; elsewhere it does nothing.
 */
const MARK = 'LEFTOVER_CHECK';
const GRACE_MS = 5_000;
const POLL_MS = 100;

interface RunningProgram {
  readonly pid: number;
  readonly command: string;
}

function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    // Gone, or not ours to read: either way it is no program of this test.
    return '';
  }
}

/** Parent and state from /proc/PID/stat; the command in brackets may hold spaces and brackets itself. */
function parentAndState(pid: number): { parent: number; state: string } {
  const stat = readProc(pid, 'stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', parent: Number(fields[1] ?? -1) };
}

function leftovers(mark: string): readonly RunningProgram[] {
  const running: RunningProgram[] = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const { parent, state } = parentAndState(pid);
    if (state === 'Z' || state === '') continue;
    const ours = parent === process.pid || readProc(pid, 'environ').includes(mark);
    if (ours) running.push({ pid, command: readProc(pid, 'cmdline').replaceAll('\0', ' ').trim().slice(0, 160) });
  }
  return running;
}

async function settled(mark: string): Promise<readonly RunningProgram[]> {
  const deadline = Date.now() + GRACE_MS;
  for (;;) {
    const running = leftovers(mark);
    if (running.length === 0 || Date.now() > deadline) return running;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

if (process.platform === 'linux') {
  const mark = `${MARK}=${randomUUID()}`;
  process.env[MARK] = mark.slice(MARK.length + 1);
  // Hooks run last in, first out: this one, registered before the file's own, sees what they left behind.
  afterAll(async () => {
    const running = await settled(mark);
    for (const { pid } of running) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended between the look and the signal.
      }
    }
    const list = running.map(({ pid, command }) => `${pid} ${command}`).join('; ');
    if (running.length > 0) throw new Error(`this test file left programs running (now killed): ${list}`);
  }, 30_000);
}
