import { parseKey } from '@homestar/sdk/internal';
import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { createBcryptQueue } from '../../mock-server/src/vault/bcrypt-queue.ts';
import { createPeppers, qaPepper } from '../../mock-server/src/vault/peppers.ts';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';
import { createKeyVault } from '../../mock-server/src/vault/vault.ts';
import { createCountedVault, createHeldBcrypt, createSteppedMachine } from './doubles.ts';

const pepper = (version: number) => ({ version, key: Buffer.alloc(32, version) });

describe.each([
  ['remembered', true],
  ['not remembered', false],
])('with proofs %s', (_, remember) => {
  describe('attack: guesses that make the server compute bcrypt', () => {
    it('cost none for an unknown id, a wrong secret of a known one, or the right secret of another', async () => {
      const { vault, counts, issue } = createCountedVault({ remember });
      const key = await issue();
      const other = await issue();
      for (let i = 0; i < 100; i++) {
        const guess = await issue();
        expect(await vault.prove(guess.secret, undefined)).toBe('filtered');
        expect(await vault.prove(guess.secret, key.stored)).toBe('filtered');
      }
      expect(await vault.prove(other.secret, key.stored)).toBe('filtered');
      expect(counts.compare).toBe(0);
    });

    it('cost none for a record whose pepper is gone: nothing can be said of them, not even that they are wrong', async () => {
      const { vault, counts, issue } = createCountedVault({ remember });
      const { secret, stored } = await issue();
      const unknown = vault.prove(secret, { ...stored, pepperVersion: 9 });
      await expect(unknown).rejects.toThrow('pepper version 9');
      expect(counts.compare).toBe(0);
    });

    it('cost none even where the filter of the dummy row is met', async () => {
      const { vault, counts, issue } = createCountedVault({ remember });
      const { secret, stored } = await issue();
      // Nobody can be expected to draw a filter of 0; with a row of 0 the comparison is the same.
      expect(await vault.prove(secret, { ...stored, filter: 0 })).toBe('filtered');
      expect(counts.compare).toBe(0);
    });
  });

  describe('attack: a key that is almost right', () => {
    it.each([
      ['a character behind', (key: string) => `${key}0`],
      ['three characters behind', (key: string) => `${key}abc`],
      ['a character less', (key: string) => key.slice(0, -1)],
      ['another last character', (key: string) => key.slice(0, -1) + (key.endsWith('0') ? '1' : '0')],
      ['another tail of the random part', (key: string) => `${key.slice(0, 60)}00000000000`],
      ['upper case', (key: string) => key.toUpperCase()],
      ['lower case', (key: string) => `${key.toLowerCase()}`],
      ['a line end behind', (key: string) => `${key}\n`],
      ['a space before', (key: string) => ` ${key}`],
      ['a NUL and more behind', (key: string) => `${key}\0tail`],
      ['the other environment', (key: string) => key.replace('test', 'live')],
      ['nothing', () => ''],
    ])('is not proven: %s', async (_name, alter) => {
      const { vault, counts, issue } = createCountedVault({ remember });
      const { secret, stored } = await issue();
      await vault.prove(secret, stored);
      const before = counts.compare;
      expect(await vault.prove(alter(secret), stored)).toBe('filtered');
      expect(counts.compare).toBe(before);
    });
  });

  it('attack: a filter met by chance is not a proof', async () => {
    const { vault, counts, issue } = createCountedVault({ remember });
    const key = await issue();
    const chance = await issue();
    await vault.prove(key.secret, key.stored);
    const stored = { ...key.stored, filter: chance.stored.filter };
    expect(await vault.prove(chance.secret, stored)).toBe('unproven');
    expect(await vault.prove(chance.secret, stored)).toBe('unproven');
    expect(counts.compare).toBe(3);
  });

  it('attack: a remembered proof outlives the hash it was made against', async () => {
    const { vault, issue } = createCountedVault({ remember });
    const key = await issue();
    const other = await issue();
    expect(await vault.prove(key.secret, key.stored)).toBe('proven');
    const replaced = { ...key.stored, hash: other.stored.hash };
    expect(await vault.prove(key.secret, replaced)).toBe('unproven');
  });
});

describe('proving', () => {
  it('costs one bcrypt at first and none later', async () => {
    const { vault, counts, issue } = createCountedVault();
    const { secret, stored } = await issue();
    for (let i = 0; i < 5; i++) expect(await vault.prove(secret, stored)).toBe('proven');
    expect(counts.compare).toBe(1);
  });

  it('costs one bcrypt each time with proofs off', async () => {
    const { vault, counts, issue } = createCountedVault({ remember: false });
    const { secret, stored } = await issue();
    for (let i = 0; i < 5; i++) expect(await vault.prove(secret, stored)).toBe('proven');
    expect(counts.compare).toBe(5);
  });

  it('goes on for keys of an older pepper, and new ones are under the newest', async () => {
    const before = await createCountedVault({ peppers: [pepper(1)] }).issue();
    const { vault, issue } = createCountedVault({ peppers: [pepper(1), pepper(2)] });
    expect(await vault.prove(before.secret, before.stored)).toBe('proven');
    expect((await issue()).stored.pepperVersion).toBe(2);
  });

  it('refuses published test keys where the pepper of test keys is not', async () => {
    const published = await createCountedVault({ peppers: [qaPepper] }).issue();
    const { vault } = createCountedVault({ peppers: [pepper(1)] });
    expect(await vault.prove(published.secret, published.stored)).toBe('filtered');
  });

  it('says how long to wait where too many wait already, and remembers no proof of it', async () => {
    const { bcrypt, finish } = createHeldBcrypt();
    const queue = createBcryptQueue({ bcrypt, machine: createSteppedMachine(), atOnce: 1, bound: 0 });
    const { issue } = createCountedVault();
    const one = await issue();
    const two = await issue();
    const vault = createKeyVault({
      peppers: createPeppers([qaPepper]),
      proofs: createProofs(),
      bcrypt: queue,
      random: systemRandom,
      environment: 'test',
      tag: '000',
    });
    const first = vault.prove(one.secret, one.stored);
    expect(await vault.prove(two.secret, two.stored)).toEqual({ busy: true, waitMs: 400 });
    expect(await vault.issue()).toMatchObject({ busy: true });
    await finish(true);
    expect(await first).toBe('proven');
    const second = vault.prove(two.secret, two.stored);
    await finish(false);
    expect(await second).toBe('unproven');
  });
});

describe('renewing what is stored', () => {
  it('is for what has an older pepper or a lower work factor, and for nothing else', async () => {
    const older = await createCountedVault({ peppers: [pepper(1)] }).issue();
    const newer = createCountedVault({ peppers: [pepper(1), pepper(2)] });
    const current = await newer.issue();
    expect(newer.vault.renewalOf(older.secret, older.stored)).toBeDefined();
    expect(newer.vault.renewalOf(current.secret, current.stored)).toBeUndefined();
    const harder = createCountedVault({ peppers: [pepper(1), pepper(2)], workFactor: 5 });
    expect(harder.vault.renewalOf(current.secret, current.stored)).toBeDefined();
    const easier = { ...current.stored, hash: current.stored.hash.replace('$04$', '$12$') };
    expect(harder.vault.renewalOf(current.secret, easier)).toBeUndefined();
  });

  it('makes it of the same secret under the newest pepper, and the next proof costs nothing', async () => {
    const older = await createCountedVault({ peppers: [pepper(1)] }).issue();
    const { vault, counts } = createCountedVault({ peppers: [pepper(1), pepper(2)], workFactor: 5 });
    const renewed = await vault.renew(vault.renewalOf(older.secret, older.stored)!);
    expect(renewed).toMatchObject({ pepperVersion: 2, hash: expect.stringMatching(/^\$2b\$05\$/) });
    expect(await vault.prove(older.secret, renewed)).toBe('proven');
    expect(counts).toEqual({ compare: 0, hash: 1 });
    // The old one is proven all the same, by whoever has read it before.
    expect(await vault.prove(older.secret, older.stored)).toBe('proven');
  });

  it('is proven anew by a process that remembers the proof of the old one', async () => {
    const older = await createCountedVault({ peppers: [pepper(1)] }).issue();
    const one = createCountedVault({ peppers: [pepper(1), pepper(2)] });
    const other = createCountedVault({ peppers: [pepper(1), pepper(2)] });
    await other.vault.prove(older.secret, older.stored);
    const renewed = await one.vault.renew(one.vault.renewalOf(older.secret, older.stored)!);
    expect(await other.vault.prove(older.secret, renewed)).toBe('proven');
    expect(other.counts.compare).toBe(2);
  });

  it('never lowers a work factor for the sake of a pepper', async () => {
    const older = await createCountedVault({ peppers: [pepper(1)], workFactor: 6 }).issue();
    const { vault } = createCountedVault({ peppers: [pepper(1), pepper(2)] });
    const { hash } = await vault.renew(vault.renewalOf(older.secret, older.stored)!);
    expect(hash).toMatch(/^\$2b\$06\$/);
  });

  it('attack: to find the secret in what waits to be renewed', async () => {
    const older = await createCountedVault({ peppers: [pepper(1)] }).issue();
    const { vault } = createCountedVault({ peppers: [pepper(1), pepper(2)] });
    const renewal = vault.renewalOf(older.secret, older.stored)!;
    expect(Object.values(renewal).map((value) => typeof value)).toEqual(['string', 'string', 'number']);
    expect(JSON.stringify(renewal)).not.toContain(older.secret.split('_')[3]!.slice(0, 8));
    // What bcrypt is given is no key: presented as one it proves nothing.
    expect(await vault.prove(renewal.bcryptInput, older.stored)).toBe('filtered');
  });
});

describe('issuing', () => {
  it('makes a well-formed key of the world and its environment, and keeps nothing of it but hash and filter', async () => {
    const { issue } = createCountedVault({ tag: 'aZ9' });
    const { secret, keyId, stored } = await issue();
    expect(parseKey(secret)).toMatchObject({ environment: 'test', keyId });
    expect(keyId).toMatch(/^key_aZ9[0-9A-Za-z]{9}$/);
    expect(Object.keys(stored)).toEqual(['hash', 'filter', 'pepperVersion']);
    expect(stored.hash).toMatch(/^\$2b\$04\$/);
    expect(stored.filter).toBe(stored.filter >>> 0);
  });

  it('uses work factor 12 unless told otherwise', async () => {
    const costs: number[] = [];
    const vault = createKeyVault({
      peppers: createPeppers([qaPepper]),
      proofs: createProofs(),
      bcrypt: {
        compare: async () => false,
        async hash(_input, cost) {
          costs.push(cost);
          return '$2b$';
        },
      },
      random: systemRandom,
      environment: 'live',
      tag: '000',
    });
    await vault.issue();
    expect(costs).toEqual([12]);
  });
});
