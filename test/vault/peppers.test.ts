import { describe, expect, it } from 'vitest';
import { createPeppers, fingerprint, qaPepper } from '../../mock-server/src/vault/peppers.ts';

const pepper = (version: number, fill = version) => ({ version, key: Buffer.alloc(32, fill) });

describe('peppers', () => {
  it('hash new keys under the highest version, in whatever order they come', () => {
    expect(createPeppers([pepper(2), pepper(10), pepper(1)]).current.version).toBe(10);
  });

  it('are refused where two have one version, or where there are none', () => {
    expect(() => createPeppers([pepper(1, 1), pepper(1, 2)])).toThrow(RangeError);
    expect(() => createPeppers([])).toThrow(RangeError);
  });
});

describe('fingerprint', () => {
  it('differs by key and by version, and is the same each time', () => {
    const all = [pepper(1, 1), pepper(1, 2), pepper(2, 1), qaPepper].map(fingerprint);
    expect(new Set(all).size).toBe(4);
    expect(fingerprint(pepper(1, 1))).toBe(all[0]);
  });

  it('is too short to hold the key', () => {
    expect(fingerprint(pepper(1))).toMatch(/^[0-9a-f]{16}$/);
  });
});
