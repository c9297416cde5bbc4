import type { Grant } from '../access/grant.ts';
import { isRefusal, type Refusal } from '../checks/refusal.ts';
import { loadRequestSchemas } from '../contract/request-schemas.ts';
import { validate } from '../contract/validate.ts';
import { bindingOf } from '../cursors/binding-of.ts';
import type { Arrival } from '../host/arrival.ts';
import type { World } from '../host/world.ts';
import { type Once, onceOf } from '../idempotency/once.ts';
import { type Repeated, repeat } from '../idempotency/repeat.ts';
import type { Reservation } from '../limits/port.ts';
import { mfaFailure } from '../mfa/mfa-failure.ts';
import { handlerOf } from '../operations/handlers.ts';
import type { Asked, Result } from '../operations/operation.ts';
import type { Body } from '../wire/read-body.ts';
import type { Identity } from './identify.ts';
import type { Received } from './receive.ts';

/** What the operation came to: its result, its own refusal, or the answer of the request that this one repeats. */
export type Handled =
  | { readonly kind: 'done'; readonly result: Result; readonly once?: Once }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly once?: Once }
  | Repeated;

/** Body, repetition, second factor, input, and then the operation itself, which only reads. */
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

  const once = operation.idempotent ? onceOf(arrival, body) : undefined;
  if (isRefusal(once)) return once;
  const record = once && earlier(once, operation.id, grant, world);
  if (record) return repeat(record, once.hash, { keyId: grant.principal.keyId, apiKey: received.apiKey });

  const unproven = mfaFailure(operation, body.value);
  if (unproven) return unproven;
  const answer = await carryOut({ received, identity, reservation, grant, arrival, body }, world);
  const kept = once && { once };
  return isRefusal(answer)
    ? { kind: 'refused', refusal: answer, ...kept }
    : { kind: 'done', result: answer, ...kept };
}

const noBody: Body = { bytes: new Uint8Array(), value: undefined };

function earlier({ value }: Once, operationId: string, { principal }: Grant, { store, clock }: World) {
  return store.idempotency.find(principal.lineageId, operationId, value, clock.now());
}

interface Authorized {
  readonly received: Received;
  readonly identity: Identity;
  readonly reservation: Reservation;
  readonly grant: Grant;
  readonly arrival: Arrival;
  readonly body: Body;
}

async function carryOut(authorized: Authorized, world: World): Promise<Result | Refusal> {
  const { received, identity, reservation, grant, arrival, body } = authorized;
  const { operation } = received;
  const schemas = await loadRequestSchemas();
  const input = validate(schemas[operation.id], received, arrival, body);
  if (isRefusal(input)) return input;
  const asked = {
    ...input,
    operation,
    grant,
    caller: identity.record,
    address: arrival.address,
    allowances: reservation.allowances,
    binding: bindingOf(operation.id, grant.reach, input.query),
  };
  return handlerOf(operation.id).run(asked as Asked<never>, world);
}
