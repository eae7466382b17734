import { existsSync, readFileSync } from 'node:fs';
import { fail, ok, type Result } from '../../domain/base/result.ts';
import {
  isKey,
  makeKey,
  readKeyFile,
  readOrMakeKeyFile,
  sealedKeyFile,
  writeOnce,
} from '../../workers/supervisor/index.ts';
import type { ElectronApi } from '../electron-api.ts';

/** The key of the secrets at rest, and where it is kept. */
export interface DataKey {
  readonly key: string;
  readonly kept: 'key-store' | 'file';
  /** For the log: why it is not in the key store of the system. Empty when it is. */
  readonly why: string;
}

const ASK_AN_EXPERT =
  'Sign in to the system as the user who made this folder and unlock its key store, or put the key back from your backup.';

/** Reads the key, or makes one in a fresh folder. What cannot be read is never replaced: its secrets would be lost. */
export async function openDataKey(
  dataFolder: string,
  { safeStorage }: Pick<ElectronApi, 'safeStorage'>,
  platform: string = process.platform,
): Promise<Result<DataKey>> {
  const obstacle = await keyStoreObstacle(safeStorage, platform);
  const sealed = sealedKeyFile(dataFolder);
  if (existsSync(sealed)) return obstacle === null ? unseal(sealed, safeStorage) : locked(sealed, obstacle);
  const plain = readKeyFile(dataFolder);
  if (!plain.ok) return plain;
  if (plain.value !== null)
    return ok({ key: plain.value, kept: 'file', why: 'this folder keeps its key in a file since it was made' });
  if (obstacle === null) return seal(sealed, safeStorage);
  const made = readOrMakeKeyFile(dataFolder);
  return made.ok ? ok({ key: made.value, kept: 'file', why: obstacle }) : made;
}

/** Why the key store of the system cannot be used; null when it can. */
async function keyStoreObstacle(storage: ElectronApi['safeStorage'], platform: string): Promise<string | null> {
  if (platform === 'linux') {
    const backend = storage.getSelectedStorageBackend();
    // Its password is the same on every machine.
    if (backend === 'basic_text' || backend === 'unknown') return 'this desktop session has no key store';
  }
  const available = await storage.isAsyncEncryptionAvailable().catch(() => false);
  return available ? null : 'the key store of the system is not available';
}

async function unseal(file: string, storage: ElectronApi['safeStorage']): Promise<Result<DataKey>> {
  try {
    const { result } = await storage.decryptStringAsync(readFileSync(file));
    if (isKey(result)) return ok({ key: result, kept: 'key-store', why: '' });
    return locked(file, 'what it holds is not a key');
  } catch {
    // The system's own words may hold parts of what it tried to read.
    return locked(file, 'the key store of the system does not open it');
  }
}

async function seal(file: string, storage: ElectronApi['safeStorage']): Promise<Result<DataKey>> {
  try {
    const key = makeKey();
    const bytes = await storage.encryptStringAsync(key);
    // Read back first: a key that cannot be opened again would lock away every secret that is written with it.
    if ((await storage.decryptStringAsync(bytes)).result !== key) throw new Error('it does not give back what it took');
    writeOnce(file, bytes);
    return ok({ key, kept: 'key-store', why: '' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('key-not-kept', `The key of this folder could not be kept: ${reason}`, ASK_AN_EXPERT);
  }
}

function locked(file: string, why: string): Result<never> {
  return fail('key-locked', `The key in ${file} cannot be read: ${why}.`, ASK_AN_EXPERT);
}
