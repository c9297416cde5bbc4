import { timingSafeEqual } from 'node:crypto';

/** Which secrets were proven against which bcrypt strings. Only successes are remembered. */
export interface Proofs {
  has(mac: string, hash: string): boolean;
  add(mac: string, hash: string): void;
}

const MAC_BYTES = 32;

/**
 * Remembers proofs in process memory, the latest used ones. They stand under the exact bcrypt string: it comes
 * from the record that was just read, and is the same whatever secret was sent. So the look-up tells nothing of
 * the secret, whose MAC is then compared in constant time, and a proof cannot go stale: another hash in
 * the record is another entry.
 *
 * @param remember `false` computes bcrypt each time.
 */
export function createProofs({
  remember = true,
  bound = 10_000,
}: {
  remember?: boolean;
  bound?: number;
} = {}): Proofs {
  const macs = new Map<string, string>();
  const known = Buffer.alloc(MAC_BYTES);
  const shown = Buffer.alloc(MAC_BYTES);

  const put = (hash: string, mac: string) => {
    macs.delete(hash);
    macs.set(hash, mac);
  };
  return {
    has(mac, hash) {
      const proven = macs.get(hash);
      if (proven === undefined) return false;
      known.write(proven, 'latin1');
      shown.write(mac, 'latin1');
      if (!timingSafeEqual(known, shown)) return false;
      put(hash, proven);
      return true;
    },
    add(mac, hash) {
      if (!remember) return;
      put(hash, mac);
      if (macs.size > bound) macs.delete(macs.keys().next().value!);
    },
  };
}
