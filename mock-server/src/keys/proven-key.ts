import { parseKey } from '@homestar/sdk/internal';
import { firstFailure } from '../checks/check.ts';
import { format, possession } from '../checks/possession.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { World } from '../host/world.ts';
import type { KeyRecord, Store } from '../store/port.ts';
import { busy } from '../vault/busy.ts';
import { type FirstUse, firstUseOf } from './first-use.ts';

/** A key whose secret was proven, as its record was read. */
export interface ProvenKey {
  readonly record: KeyRecord;
  /** What the key's first use brings about, once the key was found fit for use. */
  readonly firstUse?: (now: number) => FirstUse;
}

/** What of a world it takes to prove a key. */
type Prover = Pick<World, 'vault' | 'environment'> & { readonly store: Pick<Store, 'credentials'> };

const anyKey = () => true;

/**
 * Whose key it is, proven: the record as the store has it now, the filter, then bcrypt or a remembered proof. A key of
 * another environment is none of this world's: it takes the path of an unknown id.
 *
 * @param within Whether the asker may learn of this key. Any other takes the path of an unknown id too, so that not even
 *   the work that is done tells one from the other.
 */
export async function proveKey(
  apiKey: string,
  { vault, environment, store }: Prover,
  within: (keyId: string) => boolean = anyKey,
): Promise<ProvenKey | Refusal> {
  const parsed = parseKey(apiKey);
  const malformed = firstFailure(format, { wellFormed: parsed !== null });
  if (parsed === null) return malformed as Refusal;

  const { keyId } = parsed;
  const found = store.credentials.read(keyId);
  const record = within(keyId) && parsed.environment === environment ? found : undefined;
  const proof = await vault.prove(apiKey, record?.key);
  if (typeof proof === 'object') return { ...busy(proof), claimedKeyId: keyId };
  const refusal = firstFailure(possession, { wellFormed: true, proof });
  if (refusal || !record) return { ...(refusal as Refusal), claimedKeyId: keyId };
  if (record.key.firstUsedAt !== null) return { record };
  const { predecessorId } = record.key;
  const predecessor = predecessorId === null ? undefined : store.credentials.read(predecessorId)?.key;
  return { record, firstUse: (now) => firstUseOf(record, predecessor, now) };
}
