import { hashes } from '../../mock-server/src/fixtures/hashes.ts';
import type { MagicKeyName } from '../../mock-server/src/fixtures/magic-keys.ts';
import { storedSecret } from '../../mock-server/src/fixtures/magic-secret.ts';
import { machineClock } from '../../mock-server/src/time/machine-clock.ts';
import { nativeBcrypt } from '../../mock-server/src/vault/bcrypt.ts';
import { createBcryptQueue } from '../../mock-server/src/vault/bcrypt-queue.ts';
import { createDigest } from '../../mock-server/src/vault/digest.ts';
import { qaPepper } from '../../mock-server/src/vault/peppers.ts';
import { createProofs } from '../../mock-server/src/vault/proofs.ts';

const digest = createDigest(qaPepper.key);

/**
 * Proofs of the magic keys, as a server has them that each was once sent to: 200 ms a key are saved. A test of the
 * proof itself passes `proofs: createProofs()` and `bcrypt: undefined`.
 */
export const magicProofs = createProofs();
for (const [name, { hash }] of Object.entries(hashes)) {
  magicProofs.add(digest.mac(storedSecret(name as MagicKeyName)), hash);
}

/** Real bcrypt at its lowest cost, for the keys that a test makes. */
export const cheapBcrypt = createBcryptQueue({
  bcrypt: { ...nativeBcrypt, hash: (input) => nativeBcrypt.hash(input, 4) },
  machine: machineClock,
});
