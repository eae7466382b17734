import { readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { findFfmpeg } from '../workers/ingest/index.ts';
import { repositoryRoot, runProgram } from './run-program.ts';

/** What a measurement was taken on. Without it a number cannot be compared with another. */
export interface MachineFacts {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly system: string;
  readonly node: string;
  readonly ffmpeg: string;
  readonly onnxruntime: string;
  readonly sqlite: string;
  readonly product: string;
  readonly commit: string;
}

const versionSchema = z.object({ version: z.string() });

function versionOf(manifest: string): string {
  try {
    return versionSchema.parse(JSON.parse(readFileSync(join(repositoryRoot, manifest), 'utf8'))).version;
  } catch {
    return 'not installed';
  }
}

async function firstLine(command: string, args: readonly string[]): Promise<string | null> {
  const { code, stdout } = await runProgram(command, args, { output: 'keep', timeoutMs: 10_000 });
  return code === 0 ? (stdout.split('\n')[0] ?? '').trim() : null;
}

async function ffmpegVersion(): Promise<string> {
  const found = await findFfmpeg();
  return found.ok ? found.value.version : 'not found';
}

/** The commit that was measured; a mark says when the tree had changes on top of it, results aside. */
async function commit(): Promise<string> {
  const hash = await firstLine('git', ['rev-parse', '--short=10', 'HEAD']);
  if (hash === null) return 'unknown';
  const { stdout } = await runProgram(
    'git',
    ['status', '--porcelain', '--untracked-files=no', '--', '.', ':!docs/results'],
    { output: 'keep' },
  );
  return stdout.trim() === '' ? hash : `${hash} with changes`;
}

/** The facts of this machine and of what is installed on it. Host names and users are left out on purpose. */
export async function machineFacts(): Promise<MachineFacts> {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGib: Math.round(totalmem() / 1024 ** 3),
    system: `${type()} ${release()} ${arch()}`,
    node: process.versions.node,
    ffmpeg: await ffmpegVersion(),
    onnxruntime: versionOf('node_modules/onnxruntime-node/package.json'),
    sqlite: `better-sqlite3 ${versionOf('node_modules/better-sqlite3/package.json')}`,
    product: versionOf('package.json'),
    commit: await commit(),
  };
}
