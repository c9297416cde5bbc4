import { operations } from '@homestar/sdk/internal';
import { firstFailure } from '../checks/check.ts';
import { standing } from '../checks/standing.ts';
import { credentialRows } from '../fixtures/credentials.ts';
import { fixtureId } from '../fixtures/fixture-id.ts';
import { secrets } from '../fixtures/hashes.ts';
import { type MagicKey, type MagicKeyName, magicKeys } from '../fixtures/magic-keys.ts';
import type { Fixture, FixtureList } from '../generated/control-types.ts';
import type { World } from '../host/world.ts';
import { standingFacts } from '../keys/standing-facts.ts';
import { statusAt } from '../keys/status.ts';
import { chargesOf } from '../limits/charges.ts';
import type { KeyRecord } from '../store/port.ts';
import type { ControlAnswer } from './control.ts';

export async function listFixtures(
  _input: unknown,
  { world }: { readonly world: World },
): Promise<ControlAnswer<FixtureList>> {
  const now = world.clock.now();
  const seeded = new Map(credentialRows(now).map((rows) => [rows.key.id, rows]));
  const fixture = async ([name, magic]: [string, MagicKey]): Promise<[string, Fixture]> => {
    const keyId = magic.role === null ? null : fixtureId('key', name);
    const record = keyId === null ? undefined : world.store.credentials.read(keyId);
    const seed = keyId === null ? undefined : seeded.get(keyId);
    const { role, answers, consumable } = magic;
    const drifted =
      seed !== undefined &&
      (hasDrifted(magic, seed, record, now) || (answers.code === null && (await isSpent(record, world))));
    return [name, { secret: secrets[name as MagicKeyName], keyId, role, answers, consumable, drifted }];
  };
  return { body: Object.fromEntries(await Promise.all(Object.entries(magicKeys).map(fixture))) };
}

/** What of a lineage decides what its keys may do. */
const access = [
  'role',
  'brokerageId',
  'ownerUserId',
  'scopes',
  'limits',
  'ipAllowlist',
  'rotationPolicy',
] as const;

type Seeded = Pick<KeyRecord, 'key' | 'lineage'>;

/** Whether the record no longer gives the answer, no longer the same access with it, or is in another status by now. */
function hasDrifted(
  { answers }: MagicKey,
  seed: Seeded,
  record: KeyRecord | undefined,
  now: number,
): boolean {
  if (record === undefined || record.key.hash !== seed.key.hash) return true;
  const same =
    access.every((member) => record.lineage[member] === seed.lineage[member]) &&
    statusAt(record, now) === statusAt(seed, now);
  const code = firstFailure(standing, standingFacts(record, '127.0.0.1', now))?.refused ?? null;
  // A wrong secret is refused before anybody looks at the standing of the key.
  return !same || (answers.code !== 'key_unknown' && code !== answers.code);
}

/** Whether the allowance of its lineage is used up, so that it would be told to wait. */
async function isSpent(record: KeyRecord | undefined, { limiter, policies, clock }: World): Promise<boolean> {
  if (record === undefined) return false;
  const { id, role, limits } = record.lineage;
  const charges = chargesOf(operations['whoami.get'], {
    policies,
    role,
    overrides: limits,
    lineageId: id,
    network: '',
    networkExempt: true,
  });
  const allowances = await limiter.inspect(charges, clock.now());
  return allowances.some(({ remaining }) => remaining === 0);
}
