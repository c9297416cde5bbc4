import { randomBytes } from 'node:crypto';
import { formatKey } from '@homestar/sdk/internal';

/** A key of the right form and checksum that no world knows. */
export function strangeKey(environment: 'test' | 'live' = 'test'): string {
  return formatKey(environment, '000stranger0', randomBytes(32));
}
