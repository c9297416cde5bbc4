import { type ParsedKey, parseKey } from '@homestar/sdk/internal';
import { firstFailure } from '../checks/check.ts';
import { format, possession } from '../checks/possession.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { World } from '../host/world.ts';
import type { KeyRecord } from '../store/port.ts';
import type { Put } from '../store/rows.ts';
import { busy } from '../vault/busy.ts';
import type { Received } from './receive.ts';

/** A proven key, as its record was read. */
export interface Identity {
  readonly record: KeyRecord;
  /** The key's first request, to be written once the key was found fit for use. */
  readonly firstUse?: (now: number) => Put;
}

/** Who is it, proven: the record as the store has it now, the filter, then bcrypt or a remembered proof. */
export async function identify(received: Received, world: World): Promise<Identity | Refusal> {
  const parsed = parseKey(received.apiKey);
  const malformed = firstFailure(format, { wellFormed: parsed !== null });
  if (parsed === null) return malformed as Refusal;

  const record = recordOf(parsed, world);
  const proof = await world.vault.prove(received.apiKey, record?.key);
  if (typeof proof === 'object') return { ...busy(proof), claimedKeyId: parsed.keyId };
  const refusal = firstFailure(possession, { wellFormed: true, proof });
  if (refusal || !record) return { ...(refusal as Refusal), claimedKeyId: parsed.keyId };
  return record.key.firstUsedAt === null ? { record, firstUse: firstUseOf(record) } : { record };
}

/** A key of another environment is none of this world's: it takes the path of an unknown id. */
function recordOf(parsed: ParsedKey, world: World): KeyRecord | undefined {
  const record = world.store.credentials.read(parsed.keyId);
  return parsed.environment === world.environment ? record : undefined;
}

function firstUseOf({ key }: KeyRecord) {
  return (now: number): Put => ({
    table: 'keys',
    row: { ...key, firstUsedAt: now, revision: key.revision + 1 },
    from: key.revision,
  });
}
