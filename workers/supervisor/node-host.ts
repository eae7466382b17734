import { spawn } from 'node:child_process';
import path from 'node:path';
import type { ProcessHost } from './host.ts';
import { runThrowaway } from './throwaway.ts';

const LAST_WORDS_BYTES = 4000;

/** Starts processes as children of plain Node. Each leads its own process group, so that Ctrl-C reaches only us. */
export function createNodeHost(): ProcessHost {
  return {
    runThrowaway,
    start(file, env) {
      const child = spawn(process.execPath, [...nodeFlags(file), file], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'pipe'],
        detached: process.platform !== 'win32',
        windowsHide: true,
      });
      let words = '';
      child.stderr.setEncoding('utf8');
      child.stderr.on('data', (text: string) => {
        words = (words + text).slice(-LAST_WORDS_BYTES);
      });
      return {
        pid: child.pid ?? null,
        onExit(listener) {
          let told = false;
          const tell = (code: number | null, signal: string | null): void => {
            if (told) return;
            told = true;
            listener(code, signal, words.trim());
          };
          child.on('error', (error) => {
            words += error.message;
            tell(127, null);
          });
          child.on('close', tell);
        },
      };
    },
  };
}

/** Pictures come and go by the hundred a second; these processes carry them. */
const PICTURE_PROCESSES: ReadonlySet<string> = new Set(['camera', 'gateway', 'inference']);
/**
 * Pictures lie outside the heap and count towards its limit: with the small limit of a young process every twentieth
 * megabyte of them makes the collector walk the whole heap (measured: a third of a camera process's work).
 */
const ROOM_FOR_PICTURES = '--initial-old-space-size=128';

function nodeFlags(file: string): string[] {
  const { name, ext } = path.parse(file);
  return [
    ...(ext === '.ts' ? ['--disable-warning=ExperimentalWarning'] : []),
    ...(PICTURE_PROCESSES.has(name) ? [ROOM_FOR_PICTURES] : []),
  ];
}
