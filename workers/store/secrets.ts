import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { credentialSchema } from '../../domain/contracts/source.ts';
import type { Credential } from '../../domain/contracts/source.ts';

const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A user and password, bound to their camera, so that what is sealed cannot be moved to another camera's row. */
export function sealCredential(key: Uint8Array, cameraId: string, credential: Credential): Buffer {
  return seal(key, cameraId, JSON.stringify(credential));
}

/** Null when the key is not the one it was sealed with, or the bytes were changed. */
export function openCredential(key: Uint8Array, cameraId: string, sealed: Uint8Array): Credential | null {
  const text = open(key, cameraId, sealed);
  return text === null ? null : (read(credentialSchema, text) ?? null);
}

/** The whole addresses of a camera where there is a secret in them, main one first. */
export function sealAddresses(key: Uint8Array, cameraId: string, addresses: readonly string[]): Buffer {
  return seal(key, addressesOf(cameraId), JSON.stringify(addresses));
}

/** Null as for credentials. */
export function openAddresses(key: Uint8Array, cameraId: string, sealed: Uint8Array): readonly string[] | null {
  const text = open(key, addressesOf(cameraId), sealed);
  return text === null ? null : (read(addressesSchema, text) ?? null);
}

const addressesSchema = z.array(z.string());

/** No name of a camera has a space in it. */
function addressesOf(cameraId: string): string {
  return `${cameraId} addresses`;
}

function read<S extends z.ZodType>(schema: S, text: string): z.output<S> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** AES-256-GCM, bound to its place. */
function seal(key: Uint8Array, place: string, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([FORMAT]), nonce, cipher.getAuthTag(), sealed]);
}

function open(key: Uint8Array, place: string, sealed: Uint8Array): string | null {
  const bytes = Buffer.from(sealed);
  const body = 1 + NONCE_BYTES + TAG_BYTES;
  if (bytes[0] !== FORMAT || bytes.length < body) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE_BYTES));
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, body));
    return Buffer.concat([decipher.update(bytes.subarray(body)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
