import { describe, expect, it } from 'vitest';
import { nativeBcrypt } from '../../mock-server/src/vault/bcrypt.ts';
import { createDigest, filterOf } from '../../mock-server/src/vault/digest.ts';

const pepper = Buffer.alloc(32, 7);

describe('attack: a long key with another tail (bcrypt ignores all after 72 bytes)', () => {
  const key = 'k'.repeat(80);
  const otherTail = `${'k'.repeat(79)}x`;

  it('works on bcrypt itself', async () => {
    expect(await nativeBcrypt.compare(otherTail, await nativeBcrypt.hash(key, 4))).toBe(true);
  });

  it('fails on what bcrypt is given here', async () => {
    const { bcryptInput } = createDigest(pepper);
    const hash = await nativeBcrypt.hash(bcryptInput(key), 4);
    expect(await nativeBcrypt.compare(bcryptInput(otherTail), hash)).toBe(false);
    expect(await nativeBcrypt.compare(bcryptInput(key), hash)).toBe(true);
  });

  it('cannot work on any key: the input is 64 characters whatever the length, and none is NUL', () => {
    const { bcryptInput } = createDigest(pepper);
    for (const length of [0, 1, 71, 72, 73, 256]) {
      expect(bcryptInput('k'.repeat(length))).toMatch(/^[0-9A-Za-z+/]{64}$/);
    }
  });
});

describe('digest', () => {
  it('reads the filter off the first four bytes, as an unsigned number', () => {
    expect(filterOf('\xff\x00\x00\x01rest')).toBe(0xff000001);
    expect(filterOf('\x00\x00\x00\x02rest')).toBe(2);
  });

  it('tells nothing of the secret under another pepper', () => {
    const one = createDigest(pepper);
    const other = createDigest(Buffer.alloc(32, 8));
    expect(one.mac('secret')).not.toBe(other.mac('secret'));
    expect(one.bcryptInput('secret')).not.toBe(other.bcryptInput('secret'));
  });
});
