import { hash } from 'node:crypto';
import { createDigest } from '../../mock-server/src/vault/digest.ts';
import type { Secrets } from '../../mock-server/src/vault/secrets.ts';
import { createFinder } from '../support/canary.ts';

const PART = 8;

/** What of a key stands behind its id: the random part and the checksum. */
const behindId = (secret: string) => secret.split('_')[3]!;

/** Any eight characters in a row of what stands behind the id, in plain or in a usual disguise. */
function parts(secret: string): [string, (bytes: Buffer) => unknown][] {
  const text = behindId(secret);
  return Array.from({ length: text.length - PART + 1 }, (_, at) => [
    `characters ${at} to ${at + PART} behind the id`,
    createFinder(text.slice(at, at + PART)),
  ]);
}

/** What a fast hash, or this server's own HMACs whole, would make of it: each could be guessed against. */
function hashes(secret: string, { peppers }: Secrets): [string, (bytes: Buffer) => unknown][] {
  const plain = ['md5', 'sha1', 'sha256', 'sha384', 'sha512', 'sha3-256', 'blake2b512'].flatMap((algorithm) =>
    [secret, behindId(secret), behindId(secret).slice(0, 43)].map((text): [string, Buffer] => [
      algorithm,
      hash(algorithm, text, 'buffer'),
    ]),
  );
  const keyed = peppers.flatMap(({ version, key }): [string, Buffer][] => {
    const digest = createDigest(key);
    return [
      [`the proof's name under pepper ${version}`, Buffer.from(digest.mac(secret), 'latin1')],
      [`what bcrypt is given under pepper ${version}`, Buffer.from(digest.bcryptInput(secret), 'base64')],
    ];
  });
  return [...plain, ...keyed].map(([name, made]) => [name, (bytes) => holdsBytes(bytes, made)]);
}

/** The first twelve bytes, as they are, or in hexadecimal or base64. */
function holdsBytes(bytes: Buffer, made: Buffer): boolean {
  const start = made.subarray(0, 12);
  const texts = [start.toString('hex'), start.toString('hex').toUpperCase(), start.toString('base64')];
  return [start, ...texts, start.toString('base64url')].some((form) => bytes.includes(form));
}

/** Everything that `bytes` hold of a key and must not, by name. */
export function tracesOf(secret: string, secrets: Secrets): (bytes: Buffer) => string[] {
  const looked = [...parts(secret), ...hashes(secret, secrets)];
  return (bytes) => looked.filter(([, finds]) => finds(bytes)).map(([name]) => name);
}
