/**
 * Writes src/fixtures/hashes.ts: text, bcrypt hash and filter of the magic keys, made beforehand because nine
 * hashes at work factor 12 take two seconds. Run it after a change of names or of the format:
 *
 *   node --conditions=@homestar/source mock-server/scripts/make-fixture-hashes.ts
 */
import { writeFileSync } from 'node:fs';
import { type MagicKeyName, magicKeys, storedKeyNames } from '../src/fixtures/magic-keys.ts';
import { magicSecret, storedSecret } from '../src/fixtures/magic-secret.ts';
import { nativeBcrypt } from '../src/vault/bcrypt.ts';
import { createDigest, filterOf } from '../src/vault/digest.ts';
import { qaPepper } from '../src/vault/peppers.ts';

const workFactor = 12;
const digest = createDigest(qaPepper.key);

const secrets = (Object.keys(magicKeys) as MagicKeyName[]).map(
  (name) => `  ${name}: '${magicSecret(name)}',`,
);
const hashes = await Promise.all(
  storedKeyNames.map(async (name) => {
    const secret = storedSecret(name);
    const hash = await nativeBcrypt.hash(digest.bcryptInput(secret), workFactor);
    return `  ${name}: { hash: '${hash}', filter: ${filterOf(digest.mac(secret))} },`;
  }),
);

writeFileSync(
  new URL('../src/fixtures/hashes.ts', import.meta.url),
  `// Made by scripts/make-fixture-hashes.ts. Do not edit.
import type { MagicKeyName, StoredKeyName } from './magic-keys.ts';

/** What to send. Published, and so no secrets at all. */
export const secrets: Readonly<Record<MagicKeyName, string>> = {
${secrets.join('\n')}
};

/** What is stored, under pepper version 0. */
export const hashes: Readonly<Record<StoredKeyName, { readonly hash: string; readonly filter: number }>> = {
${hashes.join('\n')}
};
`,
);
