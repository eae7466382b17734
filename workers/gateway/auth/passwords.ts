import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Work of one password check: 32 MB of memory three times over; costs an attacker what 128 MB once would. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const ENCODED = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/;
/** Stands in for the hash of a user who does not exist, so that asking takes the same time. Matches no password. */
const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$${Buffer.alloc(16, 1).toString('base64url')}$${Buffer.alloc(KEY_BYTES).toString('base64url')}`;

interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** The encoded hash of a password, with its salt and its cost. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether a password fits. Null or an empty hash (nobody, or no password yet) fits nothing and takes as long. */
export async function verifyPassword(password: string, encoded: string | null): Promise<boolean> {
  const known = encoded !== null && ENCODED.test(encoded);
  const [, n, r, p, salt, key] = ENCODED.exec(known ? encoded : NOBODY) ?? [];
  const cost = { N: Number(n), r: Number(r), p: Number(p) };
  if (cost.N > 2 ** 20 || cost.r > 32 || cost.p > 16) return false;
  const expected = Buffer.from(key ?? '', 'base64url');
  // A hash whose cost makes no sense was not made here, and fits nothing.
  const actual = await derive(password, Buffer.from(salt ?? '', 'base64url'), cost).catch(() => Buffer.alloc(0));
  return known && actual.length > 0 && expected.length === actual.length && timingSafeEqual(expected, actual);
}

async function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  const maxmem = 256 * cost.N * cost.r * cost.p;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
