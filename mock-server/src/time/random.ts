import { randomBytes, randomFillSync } from 'node:crypto';

/** The world's source of randomness: cryptographically strong, and a seam for tests that need it known. */
export interface Random {
  bytes(count: number): Uint8Array;
}

const pool = new Uint8Array(4096);
let next = pool.length;

/** Drawn in pages, since a call into the system costs the same for 16 bytes as for 4096; what is given out is wiped. */
export const systemRandom: Random = {
  bytes(count) {
    if (count > pool.length) return randomBytes(count);
    if (next + count > pool.length) {
      randomFillSync(pool);
      next = 0;
    }
    const bytes = pool.slice(next, next + count);
    pool.fill(0, next, next + count);
    next += count;
    return bytes;
  },
};
