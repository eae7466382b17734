import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PYTHON = '/usr/bin/python3';
/** The processor's threads are shared with the other tests; byte code of Python's is nothing to leave in the work tree. */
const ENVIRONMENT = { ...process.env, OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1', PYTHONWARNINGS: 'ignore' };

/** What training needs is no part of the product: Debian has it as python3-torch, python3-onnx and python3-opencv. */
export async function hasTrainingLibraries(): Promise<boolean> {
  return python('-c', 'import torch, onnx, cv2').then(
    () => true,
    () => false,
  );
}

/** Runs Python in the repository's root; what it wrote to both outputs, or an error that tells it. */
export async function python(...args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(PYTHON, [...args], { env: ENVIRONMENT, maxBuffer: 16 * 1024 ** 2 });
  return stdout + stderr;
}
