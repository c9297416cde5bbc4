import { hkdfSync } from 'node:crypto';
import { createHmac } from './hmac.ts';

/** What one pepper makes of a secret. */
export interface Digest {
  /** 32 bytes as Latin-1 text. Whole it names the proof of a secret; its first four bytes are the filter. */
  mac(secret: string): string;
  /**
   * What bcrypt is given: 64 characters. bcrypt cuts its input at 72 bytes without a word, and a key has 71
   * today, so that one more digit would be ignored if the key itself went in.
   */
  bcryptInput(secret: string): string;
}

export function createDigest(pepper: Uint8Array): Digest {
  const filterKey = new Uint8Array(hkdfSync('sha256', pepper, '', 'homestar key filter', 32));
  const mac = createHmac('sha256', filterKey);
  const peppered = createHmac('sha384', pepper);
  return {
    mac,
    bcryptInput: (secret) => Buffer.from(peppered(secret), 'latin1').toString('base64'),
  };
}

/** The filter of a secret by its MAC: the first four bytes as an unsigned integer. */
export function filterOf(mac: string): number {
  const bytes =
    (mac.charCodeAt(0) << 24) | (mac.charCodeAt(1) << 16) | (mac.charCodeAt(2) << 8) | mac.charCodeAt(3);
  return bytes >>> 0;
}
