import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from '../../../../../workers/gateway/auth/passwords.ts';

describe('passwords', () => {
  it('fit their own hash and no other', async () => {
    const encoded = await hashPassword('correct horse battery');
    expect(await verifyPassword('correct horse battery', encoded)).toBe(true);
    expect(await verifyPassword('correct horse batterz', encoded)).toBe(false);
    expect(await hashPassword('correct horse battery')).not.toBe(encoded);
  });

  it('are the same however an accent was typed', async () => {
    const encoded = await hashPassword('caf\u00e9 au lait');
    expect(await verifyPassword('cafe\u0301 au lait', encoded)).toBe(true);
  });

  it('carry the cost of their hash, so that it can grow', async () => {
    expect(await hashPassword('x')).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    const cheap = 'scrypt$2$1$1$AQEBAQEBAQEBAQEBAQEBAQ$AAAA';
    expect(await verifyPassword('x', cheap)).toBe(false);
  });

  it.each([null, '', 'plain', 'scrypt$x$8$1$a$b', 'scrypt$99999999$8$1$AAAA$AAAA'])(
    '%s fits no password',
    async (encoded) => {
      expect(await verifyPassword('', encoded)).toBe(false);
      expect(await verifyPassword('plain', encoded)).toBe(false);
    },
  );

  it('of nobody take as long to check as those of somebody', async () => {
    const encoded = await hashPassword('correct horse battery');
    const quickest = async (against: string | null) => {
      let best = Infinity;
      for (let round = 0; round < 3; round += 1) {
        const begun = process.hrtime.bigint();
        await verifyPassword('wrong', against);
        best = Math.min(best, Number(process.hrtime.bigint() - begun));
      }
      return best;
    };
    const ratio = (await quickest(null)) / (await quickest(encoded));
    // The difference between checking and not checking is more than a thousandfold.
    expect(ratio).toBeGreaterThan(0.2);
    expect(ratio).toBeLessThan(5);
  });
});
