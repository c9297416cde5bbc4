import type { AuditEvent, Decision } from '@homestar/sdk/internal';
import type { Grant, Reach } from '../access/grant.ts';
import type { Counted } from '../audit/counted-requests.ts';
import type { Occasion } from '../checks/order.ts';
import type { Refusal } from '../checks/refusal.ts';
import { notFound } from '../operations/not-found.ts';
import type { Asked, Ports, Result } from '../operations/operation.ts';
import type { Log } from '../store/port.ts';
import { checksOf } from './checks-of.ts';

export async function decisionsGet(
  { grant, path: { requestId } }: Asked<'decisions.get'>,
  { store, tally, profile }: Pick<Ports, 'store' | 'tally' | 'profile'>,
): Promise<Result<Decision> | Refusal> {
  const event = await requestEvent(grant, requestId, store.log);
  if (event) {
    return {
      body: decisionOf(event, profile),
      about: { target: requestId, brokerageId: event.brokerageId ?? null },
    };
  }
  const counted = tally.find(requestId);
  return counted && isWithin(grant.reach, counted) ? aggregated(counted) : notFound(requestId);
}

type RequestEvent = AuditEvent & { readonly requestId: string };

/** The event of a request to the API. What the clock and the control API did was not decided by checks. */
export async function requestEvent(
  grant: Grant,
  requestId: string,
  log: Log,
): Promise<RequestEvent | undefined> {
  if (!/^req_[0-9A-Za-z]{22}$/.test(requestId)) return undefined;
  const { rows } = await log.events(grant, { requestId, order: 'desc' }, { limit: 1, after: null });
  const event = rows[0] && (JSON.parse(rows[0].text) as RequestEvent);
  return event?.actor.type === 'key' || event?.actor.type === 'anonymous' ? event : undefined;
}

function decisionOf(event: RequestEvent, profile: Occasion['profile']): Decision {
  const { requestId, sequence, at, operationId, actor, target, outcome, status, code, verified } = event;
  return {
    requestId,
    sequence,
    at,
    ...(operationId && { operationId }),
    actor,
    ...(target && { target }),
    outcome,
    status,
    ...(code && { code }),
    checks: checksOf(event, profile),
    ...(verified && { verified }),
  };
}

/** Who may read the event that stands for it may know that it does. */
function isWithin(reach: Reach, { brokerageId }: Counted): boolean {
  return reach.kind === 'all' || (reach.kind === 'brokerage' && reach.brokerageId === brokerageId);
}

function aggregated({ sequence }: Counted): Refusal {
  const refused = {
    refused: 'decision_aggregated',
    check: { name: 'own_event', saw: { sequence } },
  } as const;
  if (sequence !== null) return { ...refused, members: { sequence } };
  return {
    ...refused,
    detail: 'The event that will stand for it is not written yet; it is within a minute.',
  };
}
