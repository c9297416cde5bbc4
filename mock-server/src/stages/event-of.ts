import { problems } from '@homestar/sdk/internal';
import type { Actor, ChangeRecord, EventDraft } from '../audit/event.ts';
import type { Refusal } from '../checks/refusal.ts';
import type { Stage } from '../checks/stage.ts';
import type { Arrival } from '../host/arrival.ts';
import type { Result } from '../operations/operation.ts';
import type { Outcome } from './outcome.ts';
import { refusalOf } from './outcome.ts';

/** What the event tells of the answer and of what is written with it. */
interface Told {
  readonly about: Result['about'];
  readonly changes: readonly ChangeRecord[];
}

/** The one audit event of a request, whatever it came to. */
export function eventOf(
  arrival: Arrival,
  outcome: Outcome,
  { about, changes }: Told,
  now: number,
): EventDraft {
  const { received, identity, reservation } = outcome;
  const refusal = refusalOf(outcome);
  const target = about?.target ?? recordOf(outcome)?.target;
  const brokerageId = about?.brokerageId ?? identity?.record.lineage.brokerageId;
  return {
    at: now,
    requestId: arrival.requestId,
    ...(arrival.clientRequestId !== null && { clientRequestId: arrival.clientRequestId }),
    actor: actorOf(outcome),
    client: {
      network: arrival.network,
      address: arrival.address,
      ...(arrival.head.userAgent !== null && { userAgent: arrival.head.userAgent }),
    },
    ...(received && { operationId: received.operation.id }),
    ...(brokerageId && { brokerageId }),
    ...(target && { target }),
    ...verdictOf(outcome, refusal),
    ...(reservation && { charges: reservation.charges.map(({ policy, cost }) => ({ policy, cost })) }),
    changes,
    ...(about?.verified && { verified: about.verified }),
  };
}

function verdictOf(
  outcome: Outcome,
  refusal: Refusal | undefined,
): Pick<EventDraft, 'outcome' | 'status' | 'code' | 'check'> {
  if (outcome.fault) return { outcome: 'failed', status: 500, code: 'internal_error' };
  if (refusal) {
    const { status } = problems[refusal.refused];
    return {
      outcome: status >= 500 ? 'failed' : 'refused',
      status,
      code: refusal.refused,
      check: { stage: refusedBy(outcome), ...refusal.check },
    };
  }
  const status = recordOf(outcome)?.status ?? outcome.received?.operation.status ?? 200;
  return { outcome: status < 400 ? 'allowed' : 'refused', status };
}

/** Which stage refused. What was found fit is asked about once more before it is written. */
function refusedBy({ received, identity, vetted, reservation, grant, handled, refusal }: Outcome): Stage {
  if (refusal && (handled || refusal.refused === 'contended')) return 'commit';
  if (!received) return 'receive';
  if (!identity) return 'identify';
  if (!vetted) return 'vet';
  if (!reservation) return 'limit';
  return grant ? 'handle' : 'authorize';
}

/** The record of the request that this one repeats. */
function recordOf({ handled }: Outcome) {
  return handled?.kind === 'repeated' ? handled.record : undefined;
}

function actorOf({ identity, refusal }: Outcome): Actor {
  if (identity) {
    const { key, lineage } = identity.record;
    return {
      type: 'key',
      keyId: key.id,
      lineageId: lineage.id,
      userId: lineage.ownerUserId,
      role: lineage.role,
    };
  }
  const claimedKeyId = refusal?.claimedKeyId;
  return { type: 'anonymous', ...(claimedKeyId && { claimedKeyId }) };
}
