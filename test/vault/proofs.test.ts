import { describe, expect, it } from 'vitest';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';

const mac = (name: string) => name.padEnd(32, '.');

describe('proofs', () => {
  it('hold for the exact secret against the exact bcrypt string', () => {
    const proofs = createProofs();
    proofs.add(mac('a'), 'hash a');
    expect(proofs.has(mac('a'), 'hash a')).toBe(true);
    expect(proofs.has(mac('b'), 'hash a')).toBe(false);
    expect(proofs.has(mac('a'), 'hash b')).toBe(false);
  });

  it('are bounded, and the one that was not used for longest goes first', () => {
    const proofs = createProofs({ bound: 2 });
    proofs.add(mac('a'), 'hash a');
    proofs.add(mac('b'), 'hash b');
    proofs.has(mac('a'), 'hash a');
    proofs.add(mac('c'), 'hash c');
    expect(proofs.has(mac('a'), 'hash a')).toBe(true);
    expect(proofs.has(mac('b'), 'hash b')).toBe(false);
  });

  it('are not renewed by wrong secrets', () => {
    const proofs = createProofs({ bound: 2 });
    proofs.add(mac('a'), 'hash a');
    proofs.add(mac('b'), 'hash b');
    proofs.has(mac('wrong'), 'hash a');
    proofs.add(mac('c'), 'hash c');
    expect(proofs.has(mac('a'), 'hash a')).toBe(false);
  });

  it('can be turned off', () => {
    const proofs = createProofs({ remember: false });
    proofs.add(mac('a'), 'hash a');
    expect(proofs.has(mac('a'), 'hash a')).toBe(false);
  });
});
