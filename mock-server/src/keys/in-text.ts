import { parseKey } from '@homestar/sdk/internal';

const shape = /idx_(?:live|test)_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}/g;

/** Whether a text holds a true key: its form with the right checksum, so that a look-alike hinders nobody. */
export function holdsKey(text: string): boolean {
  if (!text.includes('idx_')) return false;
  for (const [candidate] of text.matchAll(shape)) {
    if (parseKey(candidate)) return true;
  }
  return false;
}
