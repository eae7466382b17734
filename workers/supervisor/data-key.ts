import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail, ok, type Result } from '../../domain/base/result.ts';

const KEY_BYTES = 32;

/** The key of the secrets at rest, in a file that only its owner reads. The desktop keeps it in the OS key store instead. */
export function readOrMakeKeyFile(dataFolder: string): Result<string> {
  const file = path.join(dataFolder, 'secrets.key');
  try {
    if (!existsSync(file)) writeFileSync(file, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600, flag: 'wx' });
    const key = readFileSync(file, 'utf8').trim();
    if (Buffer.from(key, 'base64').length !== KEY_BYTES)
      return fail(
        'bad-key-file',
        `${file} does not hold a key`,
        'Put the key file of this site back from your backup.',
      );
    if (process.platform !== 'win32') chmodSync(file, 0o600);
    return ok(key);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(
      'data-folder',
      `cannot write to ${dataFolder}: ${reason}`,
      'Choose a folder that you may write to with --data.',
    );
  }
}
