import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A program of bench/support in a process of its own. It speaks in lines of JSON and ends when its input closes. */
export interface Child {
  /** The next line that it says; fails when it ends first. */
  next(): Promise<unknown>;
  /** From now on lines go here instead. */
  onLine(listener: (line: unknown) => void): void;
  stop(): Promise<void>;
}

/** Starts bench/support/FILE with what it is to do as one JSON argument, as the built product would run it. */
export function startChild(file: string, task: object): Child {
  const script = path.join(import.meta.dirname, file);
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const lines: unknown[] = [];
  const waiting: { take: (line: unknown) => void; lost: (error: Error) => void }[] = [];
  let listener: ((line: unknown) => void) | null = null;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line: unknown = JSON.parse(text);
    const first = waiting.shift();
    if (first !== undefined) first.take(line);
    else if (listener !== null) listener(line);
    else lines.push(line);
  });
  child.once('close', (code) => {
    for (const { lost } of waiting.splice(0)) lost(new Error(`${file} ended with code ${String(code)}`));
  });
  return {
    next: () =>
      new Promise((take, lost) => {
        if (lines.length > 0) take(lines.shift());
        else if (child.exitCode !== null) lost(new Error(`${file} has ended`));
        else waiting.push({ take, lost });
      }),
    onLine(next) {
      for (const line of lines.splice(0)) next(line);
      listener = next;
    },
    async stop() {
      child.stdin.end();
      const patience = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(patience);
    },
  };
}

/** The child's side: says one line. */
export function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The child's side: processor time that it has used so far. */
export function usedCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The child's side: ends in order when whoever started it closes the input, or dies. */
export function untilTold(stop: () => Promise<void> | void): void {
  process.stdin.resume();
  process.stdin.once('end', () => void Promise.resolve(stop()).then(() => process.exit(0)));
}

/** The child's side: what it is to do, not checked yet. */
export function givenTask(): unknown {
  return JSON.parse(process.argv[2] ?? '{}');
}
