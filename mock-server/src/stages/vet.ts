import { firstFailure } from '../checks/check.ts';
import type { Refusal } from '../checks/refusal.ts';
import { type StandingFacts, standing } from '../checks/standing.ts';
import type { World } from '../host/world.ts';
import { statusAt } from '../keys/status.ts';
import type { KeyRecord } from '../store/port.ts';
import type { Identity } from './identify.ts';

/** May this proven key be used now? Asked after the last wait, so that the answer is about now. */
export function vet(identity: Identity, world: Pick<World, 'clock'>): Refusal | undefined {
  return firstFailure(standing, standingFacts(identity.record, world.clock.now()));
}

export function standingFacts(record: KeyRecord, now: number): StandingFacts {
  const { key, lineage } = record;
  return {
    status: statusAt({ key, lineage }, now),
    revokedAt: key.revokedAt,
    expiresAt: lineage.expiresAt,
    graceEndsAt: key.graceEndsAt,
    notBefore: lineage.notBefore,
    ownerDeactivatedAt: record.ownerDeactivatedAt,
    brokerageClosedAt: record.brokerageClosedAt,
  };
}
