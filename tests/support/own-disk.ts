import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Disks of their own for tests that fill them, taken away together. */
export interface OwnDisks {
  /** Whether this process may mount any. */
  readonly mountable: boolean;
  /** The folder of a new disk of so many megabytes. */
  mount(megabytes: number): string;
  clear(): void;
}

export function createOwnDisks(): OwnDisks {
  const mounts: string[] = [];
  const mount = (megabytes: number): string => {
    const at = mkdtempSync(path.join(os.tmpdir(), 'tcc-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', at], { stdio: 'ignore' });
    mounts.push(at);
    return at;
  };
  const clear = (): void => {
    for (const at of mounts.splice(0)) {
      execFileSync('umount', [at]);
      rmSync(at, { recursive: true, force: true });
    }
  };
  return { mountable: canMount(mount, clear), mount, clear };
}

function canMount(mount: OwnDisks['mount'], clear: OwnDisks['clear']): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    mount(1);
    clear();
    return true;
  } catch {
    return false;
  }
}

/** Writes until nothing more fits. */
export function fillUp(file: string): void {
  const fd = openSync(file, 'w');
  for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 4)) {
    try {
      for (const chunk = Buffer.alloc(size, 7); ;) writeSync(fd, chunk);
    } catch {
      // This much no longer fits; less may.
    }
  }
  closeSync(fd);
}
