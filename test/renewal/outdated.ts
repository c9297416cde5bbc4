import type { KeyCreated, Wire } from '@homestar/sdk/internal';
import type { Committed, Entry, Store } from '../../mock-server/src/store/port.ts';
import { systemRandom } from '../../mock-server/src/time/random.ts';
import { addVersions, type Secrets } from '../../mock-server/src/vault/secrets.ts';
import { type StrictOptions, type StrictServer, startStrictServer } from '../support/server.ts';

export interface Outdated {
  readonly server: StrictServer;
  /** A broker's key that was made under pepper version 1, and never used. */
  readonly key: { readonly id: string; readonly secret: string };
  /** Its neighbour: another key of the same kind. */
  readonly other: { readonly id: string; readonly secret: string };
  readonly secrets: Secrets;
}

/** A server whose secrets were rotated since its keys were made. Its admin key is outdated too. */
export async function startOutdated(options: StrictOptions = {}): Promise<Outdated> {
  const first = await startStrictServer();
  const key = first.keys.admin;
  const make = async <Body>(target: string, body: object) => {
    const answer = await first.call<Body>('POST', target, { key, body });
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body;
  };
  const { id: brokerageId } = await make<{ id: string }>('/v1/brokerages', { name: 'L', timeZone: 'UTC' });
  const person = { role: 'broker', name: 'Ida Lund', email: 'ida@l.example', brokerageId };
  const { id: ownerUserId } = await make<{ id: string }>('/v1/users', person);
  const asked = { name: 'Feed', purpose: 'Feeds', role: 'broker', ownerUserId };
  const made = [0, 1].map(() => make<Wire<KeyCreated>>('/v1/keys', asked));
  const [one, two] = (await Promise.all(made)).map(({ key: { id }, secret }) => ({ id, secret }));
  const secrets: Secrets = addVersions(first.secrets, systemRandom);
  return { server: await first.reopen({ secrets, ...options }), key: one!, other: two!, secrets };
}

/** What the store was given to renew, and what became of it. */
interface Renewed {
  readonly keyId: string;
  readonly committed: Committed;
  readonly event: string;
}

/** Sees the renewals that come to a store, each after `before`. */
export function watchRenewals(store: Store, before: (entry: Entry) => Promise<void> = async () => {}) {
  const seen: Renewed[] = [];
  const waits: { readonly count: number; readonly reached: () => void }[] = [];
  const commit = store.commit;
  store.commit = async (entry, now) => {
    // What a test plants goes by another target.
    const keyId = entry.rehash?.keyId;
    if (keyId === undefined || !entry.event.includes(`"target":"${keyId}"`)) return commit(entry, now);
    await before(entry);
    const committed = await commit(entry, now);
    seen.push({ keyId, committed, event: entry.event });
    for (const { count, reached } of waits) if (seen.length >= count) reached();
    return committed;
  };
  return {
    seen,
    /** Resolves once there were this many. */
    reach(count: number): Promise<void> {
      if (seen.length >= count) return Promise.resolve();
      return new Promise((reached) => waits.push({ count, reached }));
    },
  };
}
