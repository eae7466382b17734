import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A fresh unguessable text, safe in a URL. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Secrets with 256 bits of chance need no slow hash: one SHA-256 keeps them out of memory dumps and the database. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares without telling by its duration how much was right. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
