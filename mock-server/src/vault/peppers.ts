import { hash } from 'node:crypto';

/** A secret kept outside the database, by its version. */
export interface VersionedKey {
  readonly version: number;
  readonly key: Uint8Array;
}

/** What is mixed into every secret before it is hashed, so that the database alone does not help to guess. */
export interface Peppers {
  /** The highest version: the one that new keys are hashed under. */
  readonly current: VersionedKey;
  readonly all: readonly VersionedKey[];
}

/**
 * The pepper of published test keys, whose secrets everybody knows. A secrets file cannot hold version 0, so
 * those keys verify nowhere but in the qa profile.
 */
export const qaPepper: VersionedKey = {
  version: 0,
  key: Buffer.from('HomeStar pepper for published test keys', 'ascii'),
};

/** @throws RangeError without any pepper, or with two of one version. */
export function createPeppers(peppers: readonly VersionedKey[]): Peppers {
  const all = peppers.toSorted((a, b) => b.version - a.version);
  const current = all[0];
  if (current === undefined) throw new RangeError('There is no pepper.');
  if (new Set(all.map(({ version }) => version)).size < all.length) {
    throw new RangeError('Two peppers have one version.');
  }
  return { current, all };
}

/**
 * Tells two keys of one version apart without telling either: 64 bits of a hash of 256 random ones. Stands in
 * the database, so that a server given the wrong secrets says so at start instead of refusing every key.
 */
export function fingerprint({ version, key }: VersionedKey): string {
  const label = Buffer.from(`homestar fingerprint ${version}\n`, 'ascii');
  return hash('sha256', Buffer.concat([label, key]), 'hex').slice(0, 16);
}
