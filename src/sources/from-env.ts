import { environmentVariable } from '../environment.ts';
import type { KeySource } from './source.ts';

/**
 * Reads the key from `HOMESTAR_API_KEY` and, where it is set, a second one from
 * `HOMESTAR_SECONDARY_API_KEY`. A client that is given no key does the same.
 *
 * @example
 * ```ts
 * import { fromEnv, HomeStar } from '@homestar/sdk';
 *
 * const client = new HomeStar({ apiKey: fromEnv() });
 * ```
 */
export function fromEnv(): KeySource {
  return {
    load() {
      const names = ['HOMESTAR_API_KEY', 'HOMESTAR_SECONDARY_API_KEY'];
      return names.map(environmentVariable).filter((value) => value !== undefined);
    },
  };
}
