import { type AuditEvent, type DecidedCheck, type Operation, operations } from '@homestar/sdk/internal';
import { type Occasion, order } from '../checks/order.ts';
import { type Stage, stages } from '../checks/stage.ts';
import { passed } from './answered.ts';

/**
 * What a request was asked, as its event tells it: the event keeps the check that failed, and whatever comes before that
 * one in the order was passed. Where it does not tell how far the request came, what is certain is listed.
 */
export function checksOf(event: AuditEvent, profile: Occasion['profile']): DecidedCheck[] {
  const operation = operationOf(event);
  const upTo = (end: number) =>
    order
      .slice(0, end)
      .filter(({ when }) => when?.({ profile, operation }) ?? true)
      .map(passed);
  const { check, code } = event;
  if (event.outcome === 'allowed') return upTo(wasCarriedOut(event, operation) ? order.length : repetition);
  if (check) {
    const { stage, name, saw } = check;
    return [...upTo(placeOf(event)), { stage, name, result: 'failed', saw, ...(code && { code }) }];
  }
  if (event.outcome === 'failed') return upTo(startOf(reached(event)));
  // Without a check of its own: the refusal that the first request with this Idempotency-Key got.
  return [...upTo(repetition), passed({ stage: 'handle', name: 'idempotency_key' })];
}

function operationOf({ operationId }: AuditEvent): Operation | undefined {
  return operationId === undefined ? undefined : (operations as Record<string, Operation>)[operationId];
}

/** The place of a stage's first question, or of the first one after it where it has none. */
function startOf(stage: Stage): number {
  const from = order.findIndex((question) => stages.indexOf(question.stage) >= stages.indexOf(stage));
  return from < 0 ? order.length : from;
}

/** Where a repeated request is told apart: all behind it was asked of the first one only. */
const repetition = order.findIndex(({ name }) => name === 'idempotency_key');

/** A changing request that changed nothing may be the repetition of one that did. */
function wasCarriedOut({ changes }: AuditEvent, operation: Operation | undefined): boolean {
  return !operation?.idempotent || changes.length > 0;
}

/** The place of the check that failed. */
function placeOf({ check, code }: AuditEvent): number {
  const { stage, name } = check!;
  const known = order.findIndex(
    (question) =>
      question.stage === stage && question.name === name && question.codes.some((one) => one === code),
  );
  if (known >= 0) return known;
  // What an operation asks of its own comes after all that is asked of every request. What `handle` came to before
  // `commit` refused is not told.
  if (stage === 'handle') return order.length;
  return startOf(stage === 'commit' ? 'handle' : (stage as Stage));
}

/** The stage that a request was in at least when the server failed at it. */
function reached({ charges, actor, operationId }: AuditEvent): Stage {
  if (charges) return 'authorize';
  if (actor.type === 'key') return 'vet';
  return operationId === undefined ? 'receive' : 'identify';
}
