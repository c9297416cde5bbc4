import type { ProblemCode } from '@homestar/sdk/internal';
import { allows } from '../access/allowlist.ts';
import type { KeyStatus } from '../keys/status.ts';
import type { KeyRecord } from '../store/port.ts';
import { formatInstantOrNull } from '../time/instant.ts';
import type { Check } from './check.ts';

/** May this proven key be used now, from here? */
export interface StandingFacts {
  readonly record: KeyRecord;
  readonly status: KeyStatus;
  /** From where it is used. */
  readonly address: string;
}

/** Since when, or until when, a key is in a status. */
interface Since {
  readonly name: string;
  readonly said: string;
  at(record: KeyRecord): number | null;
}

/** One check per status that bars a key; statuses exclude each other, so their order is that of `statusAt`. */
function notIn(
  status: KeyStatus,
  code: ProblemCode,
  since?: Since,
  name = `not_${status}`,
): Check<StandingFacts> {
  return {
    name,
    code,
    fails: (facts) =>
      facts.status === status
        ? { status, ...(since && { [since.name]: formatInstantOrNull(since.at(facts.record)) }) }
        : undefined,
    ...(since && { detail: ({ record }) => `${since.said} ${formatInstantOrNull(since.at(record))}.` }),
  };
}

const revoked: Since = { name: 'revokedAt', said: 'It was revoked at', at: ({ key }) => key.revokedAt };
const expired: Since = { name: 'expiresAt', said: 'It expired at', at: ({ lineage }) => lineage.expiresAt };
const retired: Since = { name: 'graceEndsAt', said: 'Its grace ended at', at: ({ key }) => key.graceEndsAt };
const early: Since = { name: 'notBefore', said: 'It is valid from', at: ({ lineage }) => lineage.notBefore };

/** Those that hold wherever the key is used. */
export const anywhere: readonly Check<StandingFacts>[] = [
  notIn('revoked', 'key_revoked', revoked),
  notIn('rejected', 'key_rejected'),
  notIn('awaiting_approval', 'key_awaiting_approval'),
  notIn('suspended', 'key_suspended'),
  notIn('expired', 'key_expired', expired),
  notIn('retired', 'key_retired', retired),
  notIn('not_yet_valid', 'key_not_yet_valid', early, 'already_valid'),
  {
    name: 'owner_active',
    code: 'owner_deactivated',
    fails: ({ record: { ownerDeactivatedAt } }) =>
      ownerDeactivatedAt === null
        ? undefined
        : { ownerDeactivatedAt: formatInstantOrNull(ownerDeactivatedAt) },
  },
  {
    name: 'brokerage_open',
    code: 'brokerage_closed',
    fails: ({ record: { brokerageClosedAt } }) =>
      brokerageClosedAt === null ? undefined : { brokerageClosedAt: formatInstantOrNull(brokerageClosedAt) },
  },
];

const fromAddress: readonly Check<StandingFacts>[] = [
  {
    name: 'address_allowed',
    code: 'address_not_allowed',
    fails: ({ record, address }) => (allows(record.lineage.ipAllowlist, address) ? undefined : { address }),
    detail: ({ address }) => `Its allowlist does not hold ${address}.`,
  },
];

export const standing = [...anywhere, ...fromAddress];
