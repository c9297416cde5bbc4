import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Random } from '../time/random.ts';

/** The request whose answer it is. Sealed text opens as the answer to no other one. */
export interface Sealed {
  readonly lineageId: string;
  readonly operationId: string;
  /** The Idempotency-Key. */
  readonly value: string;
  /** SHA-256 of what was asked. */
  readonly hash: string;
}

/** Sealed text that is not what was sealed, or not under this key or for this request. */
export class UnsealFailure extends Error {
  override readonly name = 'UnsealFailure';
}

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
const SALT_BYTES = 32;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts an answer so that only the key that asked for it opens it again: under AES-256-GCM, with what HKDF-SHA-256
 * makes of the presented secret and a fresh salt. The server keeps nothing that opens it: neither the database nor the
 * secrets file, nor both, give the answer away.
 *
 * @returns `v1.` and then salt and, encrypted and authenticated, the answer, both in base64url.
 */
export function sealAnswer(answer: string, secret: string, request: Sealed, random: Random): string {
  const salt = random.bytes(SALT_BYTES);
  const { key, nonce } = derive(secret, salt);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(aboutOf(request));
  const sealed = Buffer.concat([cipher.update(answer, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, Buffer.from(salt).toString('base64url'), sealed.toString('base64url')].join('.');
}

/** @throws UnsealFailure */
export function openAnswer(text: string, secret: string, request: Sealed): string {
  const [version, salt, sealed, ...rest] = text.split('.');
  if (version !== VERSION || salt === undefined || sealed === undefined || rest.length > 0) {
    throw new UnsealFailure('A kept answer is of no form that this server knows.');
  }
  const bytes = Buffer.from(sealed, 'base64url');
  const end = bytes.length - TAG_BYTES;
  const { key, nonce } = derive(secret, Buffer.from(salt, 'base64url'));
  try {
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(aboutOf(request))
      .setAuthTag(bytes.subarray(Math.max(end, 0)));
    return decipher.update(bytes.subarray(0, Math.max(end, 0)), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new UnsealFailure(`The answer kept for ${request.operationId} has been altered.`);
  }
}

/** Key and nonce both come of the salt, which is drawn anew for each answer: no pair of them is used twice. */
function derive(secret: string, salt: Uint8Array): { readonly key: Buffer; readonly nonce: Buffer } {
  const drawn = Buffer.from(hkdfSync('sha256', secret, salt, 'homestar answer', KEY_BYTES + NONCE_BYTES));
  return { key: drawn.subarray(0, KEY_BYTES), nonce: drawn.subarray(KEY_BYTES) };
}

function aboutOf({ lineageId, operationId, value, hash }: Sealed): Buffer {
  return Buffer.from(JSON.stringify([VERSION, lineageId, operationId, value, hash]));
}
