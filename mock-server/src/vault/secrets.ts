import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import type { Random } from '../time/random.ts';

// RFC 8410: what stands before the 32 bytes of an Ed25519 private key in PKCS #8.
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY_BYTES = 32;

const versionedKey = z.strictObject({
  version: z.int().min(1),
  key: z
    .base64()
    .transform((text): Uint8Array => Buffer.from(text, 'base64'))
    .refine((bytes) => bytes.length === KEY_BYTES, 'is not 32 bytes'),
});

const versionedKeys = z
  .array(versionedKey)
  .min(1)
  .refine(
    (keys) => new Set(keys.map(({ version }) => version)).size === keys.length,
    'names a version twice',
  );

/** What a server knows that its database must not: the form of the secrets file, keys in base64. */
export const secretsSchema = z.strictObject({
  v: z.literal(1),
  /** Mixed into every API key before it is hashed. Version 0 is the one of published test keys. */
  peppers: versionedKeys,
  /** Encrypt what must be read back. */
  encryption: versionedKeys,
  /** Signs the heads of the audit log: Ed25519 in PKCS #8. */
  sealing: z.strictObject({
    version: z.int().min(1).exactOptional(),
    privateKey: z
      .base64()
      .transform((text): Uint8Array => Buffer.from(text, 'base64'))
      .refine(isEd25519, 'is not an Ed25519 private key'),
  }),
});

export type Secrets = z.output<typeof secretsSchema>;

/** A first version of each. */
export function createSecrets(random: Random): Secrets {
  return {
    v: 1,
    peppers: [{ version: 1, key: random.bytes(KEY_BYTES) }],
    encryption: [{ version: 1, key: random.bytes(KEY_BYTES) }],
    sealing: { privateKey: Buffer.concat([ED25519_PKCS8, random.bytes(KEY_BYTES)]) },
  };
}

/** The highest version of what has versions. */
export interface Versions {
  readonly pepperVersion: number;
  readonly encryptionVersion: number;
}

export function newestVersions({ peppers, encryption }: Secrets): Versions {
  return { pepperVersion: newest(peppers), encryptionVersion: newest(encryption) };
}

/** The same with one more pepper and one more encryption key, each of the next version. */
export function addVersions(secrets: Secrets, random: Random): Secrets {
  const next = (keys: Secrets['peppers']) => ({ version: newest(keys) + 1, key: random.bytes(KEY_BYTES) });
  const { peppers, encryption } = secrets;
  return {
    ...secrets,
    peppers: [...peppers, next(peppers)],
    encryption: [...encryption, next(encryption)],
  };
}

const newest = (keys: Secrets['peppers']) => Math.max(...keys.map(({ version }) => version));

/** As the secrets file has them. */
export function secretsText({ v, peppers, encryption, sealing }: Secrets): string {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const keys = (all: Secrets['peppers']) => all.map(({ version, key }) => ({ version, key: base64(key) }));
  const form: z.input<typeof secretsSchema> = {
    v,
    peppers: keys(peppers),
    encryption: keys(encryption),
    sealing: { ...sealing, privateKey: base64(sealing.privateKey) },
  };
  return `${JSON.stringify(form, null, 2)}\n`;
}

function isEd25519(bytes: Uint8Array): boolean {
  try {
    const key = createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' });
    return key.asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
