import type { Grant } from '../access/grant.ts';
import { reachName } from '../access/reach-name.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { loadRequestSchemas } from '../contract/request-schemas.ts';
import { validate } from '../contract/validate.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import { replayOf } from '../idempotency/replay.ts';
import { requestHash } from '../idempotency/request-hash.ts';
import type { Reservation } from '../limits/port.ts';
import { mfaFailure } from '../mfa/asked.ts';
import { handlerOf } from '../operations/handlers.ts';
import type { Asked, Result } from '../operations/operation.ts';
import type { IdempotencyRecord } from '../store/port.ts';
import type { Body } from '../wire/read-body.ts';
import type { Identity } from './identify.ts';
import type { Received } from './receive.ts';

/** What the operation came to: its own result, or the record of the request that it repeats. */
export interface Handled {
  readonly result?: Result;
  readonly replay?: IdempotencyRecord;
  /** What the operation refused; stored under the idempotency key where repeating cannot help. */
  readonly refusal?: Refusal;
  readonly idempotency?: { readonly value: string; readonly hash: string };
}

/** Body, replay, second factor, input, and then the operation itself, which only reads. */
export async function handle(
  received: Received,
  identity: Identity,
  reservation: Reservation,
  grant: Grant,
  arrival: Arrival,
  world: World,
): Promise<Handled | Refusal> {
  const { operation } = received;
  const body = operation.body === null ? noBody : await arrival.body();
  if (isRefusal(body)) return body;

  const idempotency = operation.idempotent ? idempotencyOf(arrival, body) : undefined;
  if (isRefusal(idempotency)) return idempotency;
  if (idempotency) {
    const record = world.store.idempotency.find(
      grant.principal.lineageId,
      operation.id,
      idempotency.value,
      world.clock.now(),
    );
    if (record) return replayOf(record, idempotency.hash);
  }

  const unproven = mfaFailure(operation, body.value);
  if (unproven) return unproven;
  const schemas = await loadRequestSchemas();
  const input = validate(schemas[operation.id], received, arrival, body);
  const asked = isRefusal(input)
    ? input
    : {
        ...input,
        operation,
        grant,
        caller: identity.record,
        allowances: reservation.allowances,
        binding: `${operation.id} ${reachName(grant.reach)} ${JSON.stringify({ ...input.query, cursor: undefined, limit: undefined })}`,
      };
  const answer = isRefusal(asked) ? asked : await handlerOf(operation.id).run(asked as Asked<never>, world);
  const kept = idempotency && { idempotency };
  return isRefusal(answer) ? { refusal: answer, ...kept } : { result: answer, ...kept };
}

const noBody: Body = { bytes: new Uint8Array(), value: undefined };

function idempotencyOf(arrival: Arrival, body: Body): { value: string; hash: string } | Refusal | undefined {
  const value = arrival.head.idempotencyKey;
  if (value === null) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(value)) {
    const saw = { length: value.length };
    return { refused: 'idempotency_key_invalid', check: { name: 'idempotency_key', saw } };
  }
  return { value, hash: requestHash(arrival, body) };
}
