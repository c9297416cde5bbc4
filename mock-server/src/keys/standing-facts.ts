import type { StandingFacts } from '../checks/standing.ts';
import type { KeyRecord } from '../store/port.ts';
import { statusAt } from './status.ts';

/** What the standing of a key is judged by: its record, from where it is used and when. */
export function standingFacts(record: KeyRecord, address: string, now: number): StandingFacts {
  const { key, lineage } = record;
  return {
    status: statusAt({ key, lineage }, now),
    revokedAt: key.revokedAt,
    expiresAt: lineage.expiresAt,
    graceEndsAt: key.graceEndsAt,
    notBefore: lineage.notBefore,
    ownerDeactivatedAt: record.ownerDeactivatedAt,
    brokerageClosedAt: record.brokerageClosedAt,
    ipAllowlist: lineage.ipAllowlist,
    address,
  };
}
