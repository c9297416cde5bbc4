import type { ProblemCode } from '@homestar/sdk/internal';
import { allows } from '../access/allowlist.ts';
import type { KeyStatus } from '../keys/status.ts';
import { formatInstantOrNull } from '../time/instant.ts';
import type { Check } from './check.ts';

/** May this proven key be used now, from here? */
export interface StandingFacts {
  readonly status: KeyStatus;
  readonly revokedAt: number | null;
  readonly expiresAt: number | null;
  readonly graceEndsAt: number | null;
  readonly notBefore: number | null;
  readonly ownerDeactivatedAt: number | null;
  readonly brokerageClosedAt: number | null;
  /** JSON array of addresses and networks; null lets all in. */
  readonly ipAllowlist: string | null;
  /** From where it is used. */
  readonly address: string;
}

type Instant = 'revokedAt' | 'expiresAt' | 'graceEndsAt' | 'notBefore';

const said: Readonly<Record<Instant, string>> = {
  revokedAt: 'It was revoked at',
  expiresAt: 'It expired at',
  graceEndsAt: 'Its grace ended at',
  notBefore: 'It is valid from',
};

/** One check per status that bars a key; statuses exclude each other, so their order is that of `statusAt`. */
function notIn(
  status: KeyStatus,
  code: ProblemCode,
  instant?: Instant,
  name = `not_${status}`,
): Check<StandingFacts> {
  return {
    name,
    code,
    fails: (facts) =>
      facts.status === status
        ? { status, ...(instant && { [instant]: formatInstantOrNull(facts[instant]) }) }
        : undefined,
    ...(instant && { detail: (facts) => `${said[instant]} ${formatInstantOrNull(facts[instant])}.` }),
  };
}

/** Those that hold wherever the key is used. */
export const anywhere: readonly Check<StandingFacts>[] = [
  notIn('revoked', 'key_revoked', 'revokedAt'),
  notIn('rejected', 'key_rejected'),
  notIn('awaiting_approval', 'key_awaiting_approval'),
  notIn('suspended', 'key_suspended'),
  notIn('expired', 'key_expired', 'expiresAt'),
  notIn('retired', 'key_retired', 'graceEndsAt'),
  notIn('not_yet_valid', 'key_not_yet_valid', 'notBefore', 'already_valid'),
  {
    name: 'owner_active',
    code: 'owner_deactivated',
    fails: ({ ownerDeactivatedAt }) =>
      ownerDeactivatedAt === null
        ? undefined
        : { ownerDeactivatedAt: formatInstantOrNull(ownerDeactivatedAt) },
  },
  {
    name: 'brokerage_open',
    code: 'brokerage_closed',
    fails: ({ brokerageClosedAt }) =>
      brokerageClosedAt === null ? undefined : { brokerageClosedAt: formatInstantOrNull(brokerageClosedAt) },
  },
];

const fromAddress: readonly Check<StandingFacts>[] = [
  {
    name: 'address_allowed',
    code: 'address_not_allowed',
    fails: ({ ipAllowlist, address }) => (allows(ipAllowlist, address) ? undefined : { address }),
    detail: ({ address }) => `Its allowlist does not hold ${address}.`,
  },
];

export const standing = [...anywhere, ...fromAddress];
