import { formatKey } from '../../../src/key/format.ts';

/** A whole key with the checksum it needs; the number tells keys apart. */
export function makeKey(number = 1, environment: 'live' | 'test' = 'test'): string {
  return formatKey(
    environment,
    `sdkTest${String(number).padStart(5, '0')}`,
    new Uint8Array(32).fill(number + 80),
  );
}

/** The part of a key that nobody may see. */
export function secretPart(key: string): string {
  return key.slice(22);
}
