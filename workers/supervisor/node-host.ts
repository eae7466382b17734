import { spawn } from 'node:child_process';
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

function nodeFlags(file: string): string[] {
  return file.endsWith('.ts') ? ['--disable-warning=ExperimentalWarning'] : [];
}
