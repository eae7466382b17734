import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { credentialSchema } from '../../domain/contracts/source.ts';
import type { Credential } from '../../domain/contracts/source.ts';

const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM bound to its camera, so that a sealed password cannot be moved to another camera's row. */
export function sealCredential(key: Uint8Array, cameraId: string, credential: Credential): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(cameraId));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(credential), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([FORMAT]), nonce, cipher.getAuthTag(), sealed]);
}

/** Null when the key is not the one it was sealed with, or the bytes were changed. */
export function openCredential(key: Uint8Array, cameraId: string, sealed: Uint8Array): Credential | null {
  const bytes = Buffer.from(sealed);
  const body = 1 + NONCE_BYTES + TAG_BYTES;
  if (bytes[0] !== FORMAT || bytes.length < body) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE_BYTES));
    decipher.setAAD(Buffer.from(cameraId));
    decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, body));
    const text = Buffer.concat([decipher.update(bytes.subarray(body)), decipher.final()]).toString('utf8');
    return credentialSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
