import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fail, ok, type Result } from '../../domain/base/result.ts';
import { writeOnce } from '../runtime/durable-file.ts';

const KEY_BYTES = 32;
const PLAIN_FILE = 'secrets.key';
const SEALED_FILE = 'secrets.key.sealed';

/** Where the desktop keeps the key of the secrets at rest, sealed by the key store of the operating system. */
export function sealedKeyFile(dataFolder: string): string {
  return path.join(dataFolder, SEALED_FILE);
}

/** A fresh key, base64. */
export function makeKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

export function isKey(text: string): boolean {
  return Buffer.from(text, 'base64').length === KEY_BYTES;
}

/** The key that stands in a file; null when this folder has none. */
export function readKeyFile(dataFolder: string): Result<string | null> {
  const file = path.join(dataFolder, PLAIN_FILE);
  try {
    if (!existsSync(file)) return ok(null);
    const key = readFileSync(file, 'utf8').trim();
    if (!isKey(key))
      return fail(
        'bad-key-file',
        `${file} does not hold a key`,
        'Put the key file of this site back from your backup.',
      );
    if (process.platform !== 'win32') chmodSync(file, 0o600);
    return ok(key);
  } catch (error) {
    return unusable(dataFolder, error);
  }
}

/** The key of the secrets at rest, in a file that only its owner reads. The desktop keeps it in the OS key store instead. */
export function readOrMakeKeyFile(dataFolder: string): Result<string> {
  const known = readKeyFile(dataFolder);
  if (!known.ok) return known;
  if (known.value !== null) return ok(known.value);
  // A second key would make everything unreadable that the first one protects.
  if (existsSync(sealedKeyFile(dataFolder)))
    return fail(
      'key-sealed',
      `the key of ${dataFolder} is kept in the key store of the desktop`,
      'Start the desktop on this folder, or choose another folder with --data.',
    );
  try {
    const key = makeKey();
    // Half a key after a power cut would lock away everything that it seals.
    writeOnce(path.join(dataFolder, PLAIN_FILE), Buffer.from(key));
    return ok(key);
  } catch (error) {
    return unusable(dataFolder, error);
  }
}

function unusable(dataFolder: string, error: unknown): Result<never> {
  const reason = error instanceof Error ? error.message : String(error);
  return fail(
    'data-folder',
    `cannot write to ${dataFolder}: ${reason}`,
    'Choose a folder that you may write to with --data.',
  );
}
